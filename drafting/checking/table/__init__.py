"""The writer's own table held against itself."""
