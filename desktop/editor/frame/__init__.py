"""The frame around a page: commands, bars, panels, the status bar; what features plug into."""
