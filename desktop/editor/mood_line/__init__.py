"""The mood line below the page: its thread, its chart, and its switch."""
