"""What a tool may say without being right, each with its reason: exemptions.toml."""

import fnmatch
import pathlib
import tomllib

FILE = pathlib.Path(__file__).with_name("exemptions.toml")


class Exemptions:
    def __init__(self, file=FILE):
        self.rows = tomllib.loads(file.read_text())["exempt"]
        self.used = set()

    def covers(self, tool, finding):
        for place, row in enumerate(self.rows):
            if row["tool"] == tool and fnmatch.fnmatchcase(finding, row["finding"]):
                self.used.add(place)
                return True
        return False

    def idle(self, tools):
        """Those of the tools that ran which nothing needed: to be taken out."""
        return [f"{row['tool']}: {row['finding']}" for place, row in enumerate(self.rows)
                if row["tool"] in tools and place not in self.used]
