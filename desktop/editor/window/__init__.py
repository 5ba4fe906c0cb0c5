"""The main window: menus, status bar and help around the page."""
