"""What the French-speaking task forces wrote in their reports on the third quarter of 2024."""

from __future__ import annotations

TEXTS: dict[int, dict[str, str]] = {
    2: {
        "security": "Les patrouilles à pied ont été concentrées en fin de journée, aux sorties de la galerie et le long de la chaussée. "
        "Les commerçants disposent d’un point de contact unique auprès de la zone de police.",
        "prevention": "Les maraudes ont permis de maintenir le lien avec les groupes présents le soir. "
        "Les permanences pour les familles ont repris en septembre, sans financement propre à ce stade.",
        "neighbourhood": "La marche exploratoire a réuni habitants et commerçants ; le relevé des points sombres a été transmis à la commune. "
        "Le nettoyage renforcé est maintenu trois matins par semaine.",
        "difficulties": "Les permanences reposent sur des heures prises ailleurs et ne tiendront pas au-delà de décembre.",
        "decisions": "Financer les permanences pour les familles en 2025.",
    },
    4: {
        "security": "Une présence visible a été assurée autour des immeubles en début de soirée. Les faits constatés sont suivis avec le parquet.",
        "prevention": "Le travail de rue s’est poursuivi tout l’été.",
        "neighbourhood": "Les halls des immeubles concernés ont été éclairés et leurs portes réglées. La marche exploratoire est terminée et son relevé partagé.",
        "difficulties": "La coordination entre le bailleur et les syndics voisins demande du temps.",
        "decisions": "",
    },
    6: {
        "security": "Les contrôles ont été menés conjointement avec la zone voisine, la limite communale passant au milieu de la place. "
        "Les horaires des patrouilles sont revus tous les quinze jours avec les équipes de rue.",
        "prevention": "L’association de réduction des risques a ajouté un passage hebdomadaire. Les boîtes de récupération sont désormais vidées deux fois par semaine.",
        "neighbourhood": "Les équipes de station ont renforcé leur présence en soirée et le parc est nettoyé chaque matin avant l’ouverture.",
        "difficulties": "L’éclairage insuffisant du parc complique le travail des équipes en soirée.",
        "decisions": "Inscrire l’éclairage du parc au programme commun avec la commune voisine.",
    },
    7: {
        "security": "Les contrôles ciblés se sont poursuivis autour de la station et des abords du marché. Les saisies restent modestes et régulières.",
        "prevention": "Le passage du service de réduction des risques à heure fixe a permis de toucher des personnes qui n’avaient plus de contact avec les soins. "
        "Le matériel récupéré est compté à chaque passage.",
        "neighbourhood": "Les recoins et les grilles d’arbres ont été nettoyés à haute pression. Le bailleur a réparé l’éclairage de trois entrées.",
        "difficulties": "La pose des caméras temporaires est retardée par le raccordement électrique.",
        "decisions": "Demander au gestionnaire du réseau une date ferme pour le raccordement des caméras.",
    },
    8: {
        "security": "La brigade locale a maintenu deux patrouilles par jour dans le parc d’immeubles. Le dialogue avec le comité de locataires est régulier.",
        "prevention": "Les éducateurs ont accompagné les activités d’été et les permanences pour les familles ont repris à la rentrée.",
        "neighbourhood": "La marche exploratoire a eu lieu en septembre. Les travaux dans les caves sont bloqués dans l’attente d’un accord d’accès.",
        "difficulties": "Sans accès aux caves des deux tours, le bailleur ne peut ni les fermer ni les éclairer.",
        "decisions": "Inviter la commune à conclure l’accord d’accès aux caves avant la fin de l’année.",
    },
    9: {
        "security": "La zone de police et le parquet se réunissent toutes les deux semaines sur la situation.",
        "prevention": "Le travail de rue a repris contact avec les jeunes du square. Les rencontres de parents ont été bien suivies.",
        "neighbourhood": "Le nettoyage renforcé est en place ; les travaux du bailleur débuteront au quatrième trimestre.",
        "difficulties": "Le manque de locaux pour les permanences oblige à changer de lieu chaque mois.",
        "decisions": "",
    },
    10: {
        "security": "Les contrôles conjoints avec la police fédérale ont eu lieu chaque semaine dans la gare et sur les deux esplanades. "
        "Les caméras temporaires couvrent désormais les quatre sorties.",
        "prevention": "Les maraudes ont été coordonnées entre les deux communes pour éviter les doublons. "
        "Les orientations vers l’hébergement de nuit se heurtent au manque de places.",
        "neighbourhood": "Le nettoyage est assuré deux fois par jour. Les équipes de transport ont tenu une présence continue en soirée aux entrées de la station.",
        "difficulties": "Le nombre de places d’accueil de nuit reste insuffisant. Le chantier de l’esplanade crée des recoins difficiles à surveiller.",
        "decisions": "Ouvrir un accueil de jour supplémentaire à proximité de la gare pour l’hiver.\nAssocier le maître d’ouvrage du chantier à la task-force.",
    },
    11: {
        "security": "La zone de police et la police fédérale ont tenu un dispositif commun en soirée. Le parquet assure un suivi régulier des faits de vente.",
        "prevention": "Les équipes de rue ont renforcé leur présence autour de la gare et du parc voisin. "
        "La récupération de matériel augmente avec le nombre de passages ; cette hausse ne dit rien du nombre de personnes.",
        "neighbourhood": "Les trois communes se sont accordées sur un calendrier unique de nettoyage. La présence en station a été étendue au week-end.",
        "difficulties": "Trois communes, trois règlements : les heures d’application diffèrent encore.",
        "decisions": "Harmoniser les règlements de police des trois communes aux abords de la gare.",
    },
    12: {
        "security": "Les patrouilles ont été adaptées aux heures d’affluence de la station. Les suites judiciaires sont partagées chaque trimestre par le parquet.",
        "prevention": "Les contacts en rue se sont stabilisés et le passage de santé est désormais connu des personnes concernées.",
        "neighbourhood": "La marche exploratoire a débouché sur trois demandes d’éclairage. Le nettoyage du matin est jugé satisfaisant par les riverains.",
        "difficulties": "Le renouvellement de l’éclairage public n’est pas encore inscrit au budget.",
        "decisions": "",
    },
    13: {
        "security": "Des contrôles ont été menés aux abords de la station et le long du boulevard.",
        "prevention": "Le travail de rue est présent deux après-midis par semaine.",
        "neighbourhood": "Le nettoyage renforcé est en place. La présence en station a pris du retard, faute de personnel.",
        "difficulties": "Plusieurs postes sont vacants dans l’équipe de station.",
        "decisions": "Maintenir le renfort du nettoyage en 2025.",
    },
    15: {
        "security": "Les patrouilles se sont concentrées sur les entrées d’immeubles signalées par les habitants.",
        "prevention": "Les permanences pour les familles ont lieu une fois par mois avec la maison de quartier.",
    },
}

# Said again, better, after a return.
MENDED = {
    7: {
        "prevention": "Le passage du service de réduction des risques à heure fixe a permis de toucher des personnes qui n’avaient plus de contact avec les soins. "
        "Le matériel récupéré est compté à chaque passage ; les personnes distinctes le sont une fois par trimestre et ne s’additionnent pas.",
    },
}

REMARKS = {
    4: (
        "prevention",
        "Précisez ce que le travail de rue a permis : types de demandes, orientations, difficultés d’accès. Une seule phrase ne suffit pas.",
    ),
    7: ("prevention", "Dites comment les personnes distinctes sont comptées : le total ne peut pas être la somme des passages."),
    13: ("security", "Indiquez la part des contrôles suivis d’un procès-verbal et la période couverte."),
}
INTERNAL = (4, "figures", "À comparer avec le relevé de la zone de police avant l’acceptation.")
FIGURE = (4, "prevention", "Ce chiffre s’écarte du relevé de l’équipe de rue. Vérifiez les encodages de septembre.")
SKIPPED = (3, "La task-force vient d’être convoquée : son premier rapport portera sur le quatrième trimestre.")
EXPLAINED = {
    "use_uncounted": "La zone de police transmet ce comptage une fois par semestre ; il figurera dans le prochain rapport.",
    "late_unexplained": "Le pilote n’a pas encore donné de motif. Le point est à l’ordre du jour de la prochaine réunion.",
    "parts_gap": "L’écart vient de passages encodés sur des actions qui n’ont pas cette mesure pour cible.",
    "small_base": "La base est trop petite pour un pourcentage : seuls les deux nombres se lisent.",
    "axis_empty": "Le plan est en révision ; une action sera proposée à la prochaine réunion.",
    "perimeter_changed": "Le périmètre a été redessiné ; les chiffres ne se comparent pas rue par rue.",
    "cumulated_falls": "Des encodages faits deux fois ont été corrigés depuis le rapport précédent.",
}
ANSWER = "Le mode de comptage est précisé dans le texte : un relevé unique en fin de trimestre."
WORDS_OF_CELL = {
    "text": "Le troisième trimestre est le premier que toutes les task-forces convoquées couvrent en entier. Les trois axes avancent à des rythmes différents : "
    "la prévention dépend surtout de moyens qui ne sont pas garantis au-delà de décembre. "
    "Les rapports non remis ou renvoyés sont nommés et n’entrent pas dans les totaux.",
    "security": "Les présences visibles se tiennent presque partout ; les actions en retard attendent surtout un raccordement ou un marché public.",
    "prevention": "Le travail de rue touche davantage de personnes que prévu, mais plusieurs postes ne sont financés que jusqu’au 31 décembre.",
    "neighbourhood": "Les nettoyages ciblés et les fêtes de quartier font revenir les habitants sur les places ; l’éclairage reste le point à suivre.",
}
