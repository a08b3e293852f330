"""What the pages show on which papers are written. Reads only: how long a paper is, what is left to do, who said what."""
