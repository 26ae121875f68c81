"""What a bundle says to whoever opens it, in each language."""

from __future__ import annotations

ENGLISH = """This file holds a decided report and all that proves it.

papers/        the report as it was printed, in each language
content.json   the frozen contents it was printed from; its SHA-256 is the digest of the report
manifest.json  the digest of every file, and with what the papers were made
proof/         the acts by which the report was decided and its papers kept, each with the path that leads from
               it to the root of the journal

To check it, on any machine with Taskforce and without its database:

    manage.py verify_report THIS-FILE.zip --anchor MAIL.txt

MAIL.txt is the mail that told the secretariat of the council the root of the journal ("root" and "size" in manifest.json
name it). Without it the file is checked against itself alone: whoever can rewrite all of it can rewrite that too.
Each paper also bears a code, which the page printed beside it confirms.
"""
FRENCH = """Ce fichier contient un rapport décidé et tout ce qui le prouve.

papers/        le rapport tel qu’il a été imprimé, dans chaque langue
content.json   le contenu figé dont il est issu ; son SHA-256 est l’empreinte du rapport
manifest.json  l’empreinte de chaque fichier, et les outils dont les documents sont issus
proof/         les actes par lesquels le rapport a été décidé et ses documents gardés, chacun avec le chemin qui
               mène de lui à la racine du journal

Pour le vérifier, sur n’importe quelle machine avec Taskforce et sans sa base de données :

    manage.py verify_report CE-FICHIER.zip --anchor COURRIEL.txt

COURRIEL.txt est le courriel qui a annoncé au secrétariat du conseil la racine du journal (« root » et « size » dans
manifest.json la désignent). Sans lui, le fichier n’est vérifié que par lui-même : qui peut tout réécrire peut réécrire cela
aussi. Chaque document porte aussi un code, que confirme la page imprimée à côté.
"""
DUTCH = """Dit bestand bevat een rapport waarover beslist is, en alles wat het bewijst.

papers/        het rapport zoals het gedrukt is, in elke taal
content.json   de bevroren inhoud waaruit het gedrukt is; de SHA-256 ervan is de vingerafdruk van het rapport
manifest.json  de vingerafdruk van elk bestand, en waarmee de documenten gemaakt zijn
proof/         de handelingen waarmee over het rapport beslist is en de documenten bewaard zijn, elk met de weg
               naar de wortel van het journaal

Controleren kan op elke machine met Taskforce, zonder de databank:

    manage.py verify_report DIT-BESTAND.zip --anchor MAIL.txt

MAIL.txt is de mail die het secretariaat van de raad de wortel van het journaal meldde (“root” en “size” in manifest.json
noemen ze). Zonder die mail wordt het bestand alleen met zichzelf vergeleken: wie alles kan herschrijven, kan ook dat
herschrijven. Elk document draagt ook een code, die de pagina ernaast bevestigt.
"""
README = {"en": ENGLISH, "fr": FRENCH, "nl": DUTCH}
