"""The desk: pages in Streamlit. They know the rooms; no room knows them."""
