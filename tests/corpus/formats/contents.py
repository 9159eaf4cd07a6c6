"""Issues of briefings of our own, with different habits; every name in them is invented."""

from __future__ import annotations

import datetime as dt

from tests.corpus.formats.source import Bullets, Content, Heading, Table, Text

KUESTENBRIEF = Content(
    title="Die Schleuse von Ostersiel bleibt länger zu",
    series="Küstenbrief",
    date=dt.date(2026, 9, 17),
    language="de",
    blocks=(
        Heading("Die Lage am Kanal"),
        Text(
            "Die Schleuse von Ostersiel bleibt bis mindestens Ende November gesperrt. Das teilte "
            "die Kanalverwaltung Marschland am 15. September 2026 mit. Am unteren Tor waren bei "
            "einer Prüfung Risse von bis zu 40 Zentimetern Länge gefunden worden.",
            label="Die Fakten",
        ),
        Text(
            "Über den Kanal laufen rund 12.400 Schiffe im Jahr, d. h. etwa ein Drittel des "
            "Verkehrs zwischen den beiden Häfen der Bucht. Wer ausweicht, fährt 230 Seemeilen um "
            "das Kap und braucht dafür – je nach Wind – einen Tag länger. Für die Reedereien an "
            "der Küste, z. B. die Linie Möwe & Töchter, rechnet sich das nur bei teurer Fracht.",
            label="Warum es wichtig ist",
        ),
        Text(
            "Die Verwaltung will bis zum 2. Oktober entscheiden, ob das Tor geschweißt oder "
            "ersetzt wird. Ein neues Tor kostet nach ihren Angaben 18,5 Mio. Euro und wäre "
            "frühestens im März 2027 eingebaut.",
            label="Wie es weitergeht",
        ),
        Heading("Stimmen aus den Häfen"),
        Text(
            "„Wir haben seit Jahren vor diesem Tor gewarnt“, sagt Hafenmeisterin Alke Brodersund. "
            "„Jetzt zahlen alle dafür, dass niemand die Prüfberichte gelesen hat.“ Die Verwaltung "
            "weist das zurück: Sie habe jeden Bericht „binnen vier Wochen“ beantwortet."
        ),
        Text(
            "Anders sieht es Reeder Onno Veddersiel. Er hält die Sperrung für richtig, auch wenn "
            "sie sein Unternehmen nach eigener Rechnung 90.000 Euro in der Woche kostet."
        ),
        Heading("Was sich in Zahlen zeigt"),
        Text("Die Liegezeiten in den vier Häfen haben sich seit der Sperrung deutlich verändert."),
        Table(
            (
                ("Hafen", "August", "September", "Änderung"),
                ("Ostersiel", "14,2 Std.", "31,0 Std.", "+118 %"),
                ("Neuwarden", "9,8 Std.", "17,5 Std.", "+79 %"),
                ("Krabbenhörn", "7,1 Std.", "7,4 Std.", "+4 %"),
                ("Süderdeich", "11,3 Std.", "10,9 Std.", "−4 %"),
            )
        ),
        Text(
            "In Süderdeich liegen die Schiffe kürzer, weil der Hafen seit Anfang September auch "
            "nachts abfertigt. Die Hafen- und Lotsenbetriebe haben dafür 25 Stellen ausgeschrieben."
        ),
        Heading("Was wir beobachten"),
        Text("In den nächsten Wochen stehen vier Termine an, die über den Winter entscheiden:"),
        Bullets(
            (
                "Am 24. September berät der Ausschuss für Wasserwege über die Notstufe.",
                "Bis zum 30. September läuft die Ausschreibung für zwei Schlepper aus.",
                (
                    "Am 2. Oktober fällt die Entscheidung über das untere Tor der Schleuse und "
                    "damit über die Frage, ob der Kanal noch vor dem Frost wieder befahrbar ist."
                ),
                "Im November beginnt die Zuckerrübenernte – die wichtigste Fracht des Kanals.",
            )
        ),
    ),
)

HARBOUR_LEDGER = Content(
    title="Ferries, Fees and a Very Long Pier",
    series="Saltmarsh Ledger",
    date=dt.date(2026, 10, 8),
    language="en",
    blocks=(
        Heading("Ferry Operators Ask for Another Winter"),
        Text(
            "Three operators on the Saltmarsh coast asked the port authority on 6 October to keep "
            "the reduced berth fees until April 2027. Without them, they say, two of the nine "
            "island routes will close.",
            label="The Facts",
        ),
        Text(
            "The islands have no airfield and only one hospital. A closed route means a three-hour "
            "detour for about 1,900 people who cross at least twice a week, e.g. for school, "
            "dialysis or shift work at the cannery. Freight would suffer less: it already moves "
            "on larger, slower ships.",
            label="Why it Matters",
        ),
        Text(
            "The authority's board meets on 22 October. Its chair, Perpetua Gannet, has said that "
            "she would rather “pay for berths than for helicopters”, which most observers read as "
            "a yes.",
            label="What's Next",
        ),
        Heading("The Pier at Long Sands Grows Again"),
        Text(
            "At 2,140 metres the pier is already the longest on the coast, and the council now "
            "wants another 310. The extension would let deep-draught dredgers tie up at low "
            "water; that, the council argues, is cheaper than dredging the channel every spring. "
            "Opponents point to the seal colony on the outer bank, to the cost of the last "
            "extension, which came to 41 per cent more than planned, and to the fact that no "
            "dredger has asked for the berth so far. An independent review by the engineer Tobit "
            "Larkspur, published on 1 October, sides with neither: it finds that the channel "
            "silts up half as fast as the council assumes, but that the pier in its present form "
            "will not stand another storm like that of February 2024, when waves of more than six "
            "metres tore away 70 metres of decking and left the lifeboat station cut off for "
            "eleven days. The review therefore recommends to rebuild the outer third in concrete, "
            "to leave its length as it is, and to spend the difference on a tide gauge and on a "
            "year of measurements, after which the question could be asked again with better "
            "numbers. The council has promised an answer by the end of the month, and the "
            "fishing co-operative, which owns the inner berths, has asked for a seat at the table "
            "before any such answer is given.",
        ),
        Text("Few people on the coast expect the matter to end there."),
        Heading("In Brief"),
        Bullets(
            (
                "Oyster growers report the best season since 2019: some 640 tonnes.",
                "The tide gauge at Cormorant Point has been out of order since 12 September.",
                (
                    "A stray container of left-footed sandals closed the north beach for two days "
                    "and has since become a well-visited attraction."
                ),
            )
        ),
        Text(
            "Readers who know more about the sandals are asked to write to the editors.",
        ),
    ),
)

BERGBAHN = Content(
    title="Seilbahnen im Hochtal: Bestand, Kosten, Aussichten",
    series="Bergbahn-Bulletin",
    date=dt.date(2026, 3, 5),
    language="de",
    blocks=(
        Heading("1. Ausgangslage"),
        Text(
            "Im Hochtal von Valmora laufen 14 Seilbahnen, von denen neun älter sind als 35 Jahre. "
            "Die Konzessionen von fünf Anlagen enden zwischen 2027 und 2029. Das Amt für "
            "Bergverkehr hat deshalb im Januar einen Bericht in Auftrag gegeben, dessen erste "
            "Ergebnisse nun vorliegen."
        ),
        Heading("1.1 Was der Bericht untersucht", level=2),
        Text(
            "Der Bericht fragt, welche Bahnen das ganze Jahr über gebraucht werden und welche nur "
            "im Winter. Er stützt sich auf Zählungen an allen Talstationen, auf 1.260 "
            "Befragungen und auf die Bücher der Betreiber; drei von ihnen haben allerdings nur "
            "einen Teil ihrer Zahlen herausgegeben."
        ),
        Heading("1.2 Was er nicht untersucht", level=2),
        Text(
            "Die Schlepplifte sind nicht Teil des Auftrags. Auch die Frage, ob eine Straße nach "
            "Obervalmora billiger wäre als eine neue Bahn, bleibt offen."
        ),
        Heading("2. Ergebnisse"),
        Text(
            "Fünf Bahnen tragen sich selbst, sechs mit Zuschüssen der Gemeinden, drei gar nicht. "
            "Am teuersten ist die Bahn auf den Kleinen Zirm: Jede Fahrt kostet 31,40 Franken und "
            "bringt 8,20 Franken ein. Sie ist zugleich die einzige Verbindung zu einem Weiler mit "
            "23 Einwohnern, einer Käserei und einer Schule mit vier Kindern; wer sie einstellt, "
            "muss deshalb erklären, wie Milch, Post und Kinder in Zukunft ins Tal kommen. Der "
            "Bericht rechnet drei Wege durch. Eine Materialseilbahn mit zwei Plätzen würde 2,1 "
            "Millionen Franken kosten und käme mit einer einzigen Kraft aus, die auch die "
            "Talstation betreut. Eine Fahrstraße würde 11 Millionen kosten, wäre aber im Winter "
            "an durchschnittlich 70 Tagen wegen Lawinengefahr gesperrt. Der Umbau der "
            "bestehenden Bahn schließlich, mit neuem Antrieb, neuen Seilen und Kabinen für acht "
            "statt zwanzig Personen, würde 3,6 Millionen kosten und die Betriebskosten ungefähr "
            "halbieren, weil sie ohne Begleitung fahren könnte. Die Gutachterin Seraina Caduff-Loy "
            "empfiehlt den Umbau, obwohl er teurer ist als die Materialseilbahn: Nur er erlaube "
            "es, dass Gäste im Sommer den Höhenweg erreichen, und nur er halte die Schule am "
            "Leben. Die Gemeinde hat sich dazu noch nicht geäußert, will aber bis Ostern einen "
            "Vorschlag machen, der auch die Käserei an den Kosten beteiligt."
        ),
        Table(
            (
                ("Bahn", "Baujahr", "Fahrgäste", "Ertrag je Fahrt"),
                ("Kleiner Zirm", "1974", "18.300", "8,20 Fr."),
                ("Rossboden", "1988", "212.000", "14,75 Fr."),
                ("Valmora–Sonnenplatte", "2011", "401.500", "19,10 Fr."),
            )
        ),
        Heading("3. Empfehlungen"),
        Text("Der Bericht schließt mit drei Empfehlungen an die Gemeinden des Tals:"),
        Bullets(
            (
                (
                    "Die fünf auslaufenden Konzessionen gemeinsam ausschreiben, und zwar bis zum "
                    "30. Juni 2026."
                ),
                (
                    "Einen Fonds für die Erneuerung einrichten, in den jede Bahn zwei Prozent "
                    "ihres Ertrags einzahlt."
                ),
                "Die Zählungen fortsetzen.",
            ),
            numbered=True,
        ),
        Text(
            "Der Rat der Talgemeinden befasst sich am 19. März 2026 mit dem Bericht. Eine "
            "Abstimmung ist für den Herbst vorgesehen."
        ),
    ),
)

GRAIN_DISPATCH = Content(
    title="Dry Fields in the Upper Basin",
    series="Lantern Grain Dispatch",
    date=dt.date(2026, 7, 30),
    language="en",
    blocks=(
        Text(
            "This issue looks at the drought in the upper Tarn basin, at what it means for barley "
            "and oats, and at the first signs that millers are changing their recipes."
        ),
        Heading("Harvest Outlook"),
        Heading("Barley", level=2),
        Text(
            "The growers' union cut its forecast on 27 July for the third time this year, from "
            "4.1 to 3.6 million tonnes. Most of the loss is in the east, where no rain worth the "
            "name has fallen since 9 May. In the west the crop is short but sound."
        ),
        Heading("Oats", level=2),
        Text(
            "Oats stand better. They were sown late because the spring was wet, and what looked "
            "like a misfortune in April turned out to be luck: the plants had their roots in moist "
            "soil when the heat came. Millers nevertheless pay 11 per cent more than last year, "
            "since breakfast cereal makers have begun to buy early. Two of them, Hobbleton Mills "
            "and the Quern Company, confirmed this to the Dispatch; a third declined to comment. "
            "If the buying goes on, the cheapest grades will be gone by mid-September, and the "
            "animal-feed trade, which takes what others leave, will have to turn to imports. That "
            "is more than a footnote. Imported feed oats come by rail through a single transfer "
            "yard at Low Junction, which handled 38 trains a week in June and can handle 44 at "
            "most. The railway has promised a second shift from 1 September but has so far hired "
            "only six of the nineteen people whom it needs. Farmers with pigs or poultry should "
            "therefore, in the words of one trader, “buy now or be ready to mix”. Those with "
            "horses have more time, because racing stables ordered as usual in the spring, and "
            "because good hay is plentiful for once: the first cut was the best in a decade, and "
            "the second, though thin, came in dry."
        ),
        Heading("Prices"),
        Text("Prices at the four inland markets, in crowns a tonne, on Tuesday of each week:"),
        Table(
            (
                ("Market", "7 July", "14 July", "21 July", "28 July"),
                ("Tarnbridge", "212", "219", "231", "240"),
                ("Low Junction", "205", "211", "220", "233"),
                ("Kestrel Hill", "198", "198", "204", "—"),
            )
        ),
        Text(
            "Kestrel Hill did not trade on 28 July because of the fire at the weighbridge. Nobody "
            "was hurt."
        ),
        Heading("What to Watch"),
        Bullets(
            (
                "Rain in the east before 10 August would still help late barley.",
                "The ministry decides by mid-August whether to suspend the 4.5% levy on imports.",
                "Low Junction hires, or does not hire, its second shift.",
            ),
            numbered=True,
        ),
        Text(
            "The full figures are in the July report of the growers' union, which also explains "
            "how the forecast is made.",
            links=(("July report", "https://growers.example.org/reports/2026-07"),),
        ),
    ),
)

GRENZLAND = Content(
    title="Zwei Ufer, ein Fluss",
    series="Grenzland-Monitor",
    date=dt.date(2026, 5, 21),
    language="de",
    blocks=(
        Heading("Brücke von Altmund: Der Streit um die Maut"),
        Text(
            "Beide Uferstädte haben sich am 18. Mai auf eine gemeinsame Maut geeinigt. Sie beträgt "
            "für Pkw 2,50 Euro und entfällt für Anwohner, Rettungsdienste und Linienbusse.",
            label="Im Kern",
        ),
        Text(
            "Die Brücke ist 61 Jahre alt und trägt heute dreimal so viel Verkehr wie geplant. "
            "Ohne die Maut müsste sie spätestens 2031 für Lastwagen gesperrt werden, wie der "
            "Prüfer Linus Obermatt in seinem Gutachten schreibt. Die nächste Brücke steht "
            "47 Kilometer flussaufwärts.",
            label="Hintergrund",
        ),
        Text(
            "Noch fehlt die Zustimmung der beiden Länder. Sie gilt als sicher, wird aber erst nach "
            "der Sommerpause erwartet.",
            label="Ausblick",
        ),
        Heading("The View from the Other Bank"),
        Text(
            "On the eastern bank the toll is seen as the lesser evil. Mayor Ottoline Brackwater "
            "told the town council that a closed bridge would cost her town 400 jobs, most of them "
            "in the two glassworks that export by road.",
            label="The Core",
        ),
        Text(
            "The eastern town has twice the traffic but only half the budget of its neighbour. It "
            "therefore insisted that the income be shared by crossings, not by population; the "
            "agreement of 18 May does exactly that. In return it accepted cameras instead of "
            "booths, although many residents had asked for booths because of the work they bring.",
            label="Background",
        ),
        Heading("Kurz gemeldet"),
        Text("Außerdem wurde in den vergangenen Wochen bekannt:"),
        Bullets(
            (
                "Der Pegel bei Altmund lag am 20. Mai bei 1,12 Metern – so niedrig wie 2018.",
                "Die Fähre „Libelle“ fährt wieder, allerdings nur an Wochenenden.",
                "Für den deutsch-englischen Lesewettbewerb haben sich 86 Kinder angemeldet.",
            )
        ),
    ),
)

HOCHWASSER = Content(
    title="Hochwasserlage und Grundwasser im April",
    series="Pegelblick",
    date=dt.date(2026, 4, 30),
    language="de",
    blocks=(
        Heading("Zusammenfassung"),
        Text(
            "Der April brachte 92 l/m² Niederschlag, fast das Doppelte des langjährigen Mittels. "
            "Zwei Flüsse erreichten die Meldestufe 2, keiner die Stufe 3."
        ),
        Text("Schäden an Gebäuden wurden nicht gemeldet."),
        Heading("Die Flüsse im Einzelnen"),
        Heading("Lohne und Brame", level=2),
        Text(
            "An der Lohne stieg der Wasserstand in der Nacht zum 12. April um 1,85 m innerhalb von "
            "neun Stunden. Die Feuerwehr von Lohnefurt sperrte die Uferstraße vorsorglich ab; "
            "gegen Mittag des 13. April konnte sie wieder geöffnet werden."
        ),
        Text(
            "Die Brame blieb in ihrem Bett. Das Rückhaltebecken oberhalb von Bramdorf, das erst im "
            "vergangenen Herbst fertig wurde, fasste rund 1,3 Mio. m³ und war zu 71 % gefüllt."
        ),
        Heading("Der Alte Graben", level=2),
        Text(
            "Am Alten Graben traten Sicker- und Druckwasser aus, und zwar auf einer Länge von etwa "
            "120 Metern. Das Landesamt prüft, ob der Damm erhöht werden muss. Es will dazu u. a. "
            "Bohrungen vornehmen und die Wühltierschäden erfassen, die im Bericht von 2023 auf "
            "S. 14 ff. beschrieben sind."
        ),
        Heading("Grundwasser"),
        Text(
            "Die Grundwasserstände haben sich nach drei trockenen Jahren erholt. An 41 von 56 "
            "Messstellen liegen sie wieder im normalen Bereich, an neun darüber. Nur im Süden, wo "
            "die Böden sandig sind und für die Beregnung viel entnommen wird, fehlen noch immer "
            "bis zu 60 Zentimeter.",
            label="Stand",
        ),
        Text(
            "Entscheidend ist nun, wie der Mai ausfällt. Bleibt er feucht, so kann die "
            "Entnahmesperre für die südlichen Kreise am 1. Juni aufgehoben werden. Bleibt er "
            "trocken, so wird sie bis zum Ende der Vegetationszeit verlängert – mit Ausnahmen für "
            "Baumschulen und Gärtnereien.",
            label="Ausblick",
        ),
        Table(
            (
                ("Messstelle", "März", "April"),
                ("Lohnefurt", "3,41 m", "2,87 m"),
                ("Bramdorf-West", "5,02 m", "4,66 m"),
                ("Heidekamp", "9,78 m", "9,71 m"),
            )
        ),
        Heading("Hinweise"),
        Bullets(
            (
                "Die Pegel sind jederzeit im Netz abrufbar.",
                "Bei Meldestufe 3 warnt das Landesamt über die Sirenen und per SMS.",
                "Der nächste Bericht erscheint am 29. Mai 2026.",
            )
        ),
    ),
)

QUIET_ORBIT = Content(
    title="Who Cleans Up After a Satellite?",
    series="Quiet Orbit Weekly",
    date=dt.date(2026, 11, 2),
    language="en",
    blocks=(
        Heading("The Week in One Paragraph"),
        Text(
            "A dead weather satellite passed within 90 metres of a crewed laboratory on "
            "29 October; two agencies quarrelled over whose it was; and a start-up from Port "
            "Ellery showed a net that might have caught it. “We were lucky, and luck is not a "
            "policy,” said the laboratory's commander, Idris Quillfeather."
        ),
        Heading("Rules Without Teeth"),
        Text(
            "Since 2021 operators have had to bring down satellites within five years of their "
            "last use. Of the 316 that fell due by this summer, 204 came down in time. The others "
            "are still up there, and no one has been fined.",
            label="Bottom Line",
        ),
        Text(
            "The reason is simple: the rule binds whoever holds a licence, and licences are sold. "
            "In 58 cases the present holder is a firm without staff, without money or – in nine "
            "cases – without any known address. A draft of the Orbital Traffic Board would make "
            "the launch company liable as well. Insurers support the idea; launch companies, as "
            "one would expect, do not.",
            label="Go Deeper",
        ),
        Text(
            "The draft and the comments on it can be read on the site of the board.",
            links=(("The draft", "https://board.example.net/drafts/17"),),
        ),
        Heading("A Net for Two Tonnes"),
        Text(
            "The net weighs 14 kilograms and opens to the size of a tennis court. It was tested "
            "in a drop tower, in an aircraft and, on 14 October, in orbit. All three tests went "
            "well, the last one so well that the net is still holding on to its target."
        ),
        Text("Three questions remain before anyone will pay for such a service:"),
        Bullets(
            (
                "Who may touch a satellite that belongs to somebody else?",
                "Who pays if it breaks apart in the attempt, and how would anyone prove it?",
                "What does a catch cost if there are ten a year instead of one?",
            )
        ),
        Text(
            "The first two are for lawyers. To the third the founders have an answer, which they "
            "give as “about 3.2 million a catch”, down from 19 million today."
        ),
        Heading("Numbers"),
        Table(
            (
                ("Year", "Launched", "Came down", "Still up"),
                ("2023", "2,664", "512", "8,990"),
                ("2024", "2,790", "644", "11,136"),
                ("2025", "3,105", "871", "13,370"),
            )
        ),
    ),
)

#: All of them, by a name for the test report.
CONTENTS = {
    "kuestenbrief": KUESTENBRIEF,
    "harbour_ledger": HARBOUR_LEDGER,
    "bergbahn": BERGBAHN,
    "grain_dispatch": GRAIN_DISPATCH,
    "grenzland": GRENZLAND,
    "hochwasser": HOCHWASSER,
    "quiet_orbit": QUIET_ORBIT,
}
