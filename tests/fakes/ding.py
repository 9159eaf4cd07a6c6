"""A dictionary of a few lines in the format of the Ding list."""

from __future__ import annotations

from pathlib import Path

from index.bridge import Bridge, load_bridge

LINES = """\
# Version :: a handful
Handel {m} [econ.] | Außenhandel {m} :: trade; commerce | foreign trade
Handel treiben; handeln {vi} :: to trade
Der Handel mit China wächst. :: Trade with China is growing.
handeln {vi} | gehandelt :: to act | acted
Er handelt schnell. :: He acts quickly.
Krieg {m} | Kriege {pl} | Kriegsausbruch {m} :: war | wars | outbreak of war
Volumen {n} :: volume
Hafen {m} | Häfen {pl} :: port; harbour [Br.] | ports; harbours
Zoll {m} | Zölle {pl} :: tariff; customs duty | tariffs; customs duties
Strafzoll {m} :: punitive tariff
Ausfuhr {f}; Export {m} | Ausfuhren {pl}; Exporte {pl} :: export | exports
steigen {vi} | stieg | gestiegen :: to rise | rose | risen
Die Preise steigen. :: Prices are rising.
Minister {m} :: minister
besuchen {vt} | besuchte | besucht :: to visit | visited | visited
Brücke {f} | Brücken {pl} :: bridge | bridges
die {art} :: the
und {conj} :: and
"""


def make_bridge(folder: Path, lines: str = LINES) -> Bridge:
    dictionary = folder / "de-en"
    dictionary.write_text(lines, encoding="utf-8")
    bridge = load_bridge(dictionary, folder / "compiled")
    assert bridge is not None
    return bridge
