"""What a changed figure means for texts already written."""
