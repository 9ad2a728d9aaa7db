"""Pages: what the site shows, kind by kind."""
