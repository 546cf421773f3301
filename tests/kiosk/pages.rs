//! Invented pages, made after the mock-ups: every block, every weight, every mark.

use mon_point_numerique::kiosk::page::*;

mod parts;

pub(crate) use parts::*;

pub(crate) fn accueil() -> Page<Said> {
    let mut page = page("welcome", "Bonjour. Que voulez-vous faire ?", None);
    page.grand = true;
    page.hint = some("Touchez une case. Vous pouvez vous arrêter et reprendre plus tard.");
    page.top.action = Some(with(
        Side::Start,
        Icon::Globe,
        button("languages", "Français · English", Weight::Quiet),
    ));
    page.body = vec![Block::Tiles(vec![
        tile(
            "tile.cni",
            Icon::IdCard,
            "Carte nationale d'identité",
            Some("Première carte, renouvellement, perte ou vol"),
            Some("Environ 10 minutes"),
        ),
        tile(
            "tile.grise",
            Icon::FileText,
            "Carte grise",
            Some("Acheter, vendre, changer d'adresse, perte ou vol"),
            Some("Environ 15 minutes"),
        ),
        tile(
            "tile.permis",
            Icon::Users,
            "Permis de conduire",
            Some("S'inscrire, renouveler, perte ou vol, échange"),
            Some("Environ 12 minutes"),
        ),
        tile("tile.resume", Icon::Folder, "Reprendre un dossier", None, None),
        tile("tile.follow", Icon::Search, "Suivre une demande", None, None),
        tile("tile.place", Icon::Hand, "Trouver un lieu d'accueil", None, None),
    ])];
    page.bottom = bottom(None, None);
    page
}

/// The welcome while one procedure exists.
pub(crate) fn une() -> Page<Said> {
    let mut page = accueil();
    if let Block::Tiles(tiles) = &mut page.body[0] {
        tiles.retain(|tile| matches!(tile.id.as_str(), "tile.cni" | "tile.resume" | "tile.follow"));
    }
    page
}

pub(crate) fn choix() -> Page<Said> {
    let mut page =
        page("question.choice", "Pourquoi demandez-vous une carte d'identité ?", saved());
    page.crumb = some("Carte d'identité · Votre demande · question 1 sur 19");
    page.progress = progress(0);
    page.hint = some("Choisissez une réponse.");
    let stamp = Some("25 € de timbre fiscal");
    page.body = vec![Block::Cards {
        columns: 2,
        cards: vec![
            card("choice.first", "C'est ma première carte", None, Shape::Radio),
            card(
                "choice.end",
                "Ma carte arrive à sa fin",
                Some("Ou elle est finie depuis peu"),
                Shape::Radio,
            ),
            chosen(card("choice.lost", "J'ai perdu ma carte", stamp, Shape::Radio)),
            card("choice.stolen", "On m'a volé ma carte", stamp, Shape::Radio),
            card("choice.damaged", "Ma carte est abîmée", None, Shape::Radio),
            card("choice.changed", "J'ai changé d'adresse ou de nom", None, Shape::Radio),
        ],
    }];
    page.aside = vec![
        Block::Heading(say("À préparer")),
        Block::Checklist(vec![
            (Mark::Box, say("Un timbre fiscal de 25 €")),
            (Mark::Box, say("La déclaration de perte")),
            (Mark::Maybe, say("Un justificatif de domicile de moins d'un an")),
            (Mark::Box, say("Une photo d'identité de moins de 6 mois")),
        ]),
    ];
    page
}

pub(crate) fn texte() -> Page<Said> {
    let mut page = page("question.text", "Quel est votre nom de naissance ?", offline());
    page.crumb = some("Carte d'identité · Votre état civil · question 4 sur 19");
    page.progress = progress(1);
    page.hint = some("Le nom écrit sur votre acte de naissance.");
    page.body = vec![Block::Fields(vec![field("ask.nom", "LEFEBVRE", None)])];
    page.keyboard = Some(azerty());
    page
}

pub(crate) fn date() -> Page<Said> {
    let mut page = page("question.date", "Quelle est votre date de naissance ?", saved());
    page.crumb = some("Carte d'identité · Votre état civil · question 6 sur 19");
    page.progress = progress(1);
    page.hint = some("Par exemple : 14 03 1962");
    page.body = vec![
        Block::Fields(vec![
            labelled("Jour", field("ask.day", "14", Some(2))),
            labelled("Mois", field("ask.month", "03", Some(2))),
            labelled("Année", field("ask.year", "196", Some(4))),
        ]),
        Block::Buttons(vec![button("unknown", "Je ne connais pas le jour", Weight::Secondary)]),
    ];
    page.keyboard = Some(digits());
    page
}

pub(crate) fn commune() -> Page<Said> {
    let mut page = page("question.commune", "Dans quelle commune êtes-vous né(e) ?", offline());
    page.crumb = some("Carte d'identité · Votre état civil · question 8 sur 19");
    page.progress = progress(1);
    page.body = vec![
        Block::Fields(vec![field("ask.commune", "CHALON", None)]),
        Block::Cards {
            columns: 3,
            cards: vec![
                chosen(card(
                    "found.0",
                    "Chalon-sur-Saône",
                    Some("71 · Saône-et-Loire"),
                    Shape::Line,
                )),
                card(
                    "found.1",
                    "Châlons-en-Champagne",
                    Some("51 · Marne (Châlons-sur-Marne en 1962)"),
                    Shape::Line,
                ),
                card("found.2", "Chalonnes-sur-Loire", Some("49 · Maine-et-Loire"), Shape::Line),
            ],
        },
    ];
    page.keyboard = Some(azerty());
    page
}

pub(crate) fn erreur() -> Page<Said> {
    let mut page = page("question.text", "Quel est le numéro de la plaque ?", saved());
    page.crumb = some("Carte grise · Votre véhicule · question 3 sur 22");
    page.progress = progress(1);
    page.hint = some("Il est écrit sur la carte grise, case A.");
    page.refusal = some(
        "Une plaque ne contient jamais la lettre O. Est-ce le chiffre 0 ? Regardez la case A de la carte grise.",
    );
    let mut plate = field("ask.plate", "BD-310-OK", None);
    plate.refused = true;
    page.body = vec![Block::Fields(vec![plate])];
    page.keyboard = Some(azerty());
    page
}

pub(crate) fn preparer() -> Page<Said> {
    let mut page = page("prepare", "Avant de commencer", None);
    page.crumb = some("Carte grise · J'ai acheté une voiture");
    page.hint = some("Avez-vous tout avec vous ? Cochez ce que vous avez.");
    let piece = |at: usize, title: &str, detail| {
        card(&format!("piece.{at}"), title, detail, Shape::Checkbox)
    };
    page.body = vec![Block::Cards {
        columns: 1,
        cards: vec![
            chosen(piece(
                0,
                "L'ancienne carte grise barrée et signée",
                Some("Elle porte la mention « vendu le », la date et l'heure"),
            )),
            chosen(piece(1, "Le code de cession", Some("Le vendeur l'a reçu. Il vaut 15 jours"))),
            piece(
                2,
                "Un justificatif de domicile de moins de 6 mois",
                Some("Facture d'eau, d'électricité ou de téléphone"),
            ),
            chosen(piece(
                3,
                "Le contrôle technique de moins de 6 mois",
                Some("Votre voiture a plus de 4 ans"),
            )),
            piece(4, "Votre permis de conduire et votre assurance", None),
        ],
    }];
    page.aside = vec![
        Block::Heading(say("Ce que cela coûte")),
        Block::Sum(say("313,76 €")),
        Block::Text(say("Montant indicatif, pour 5 chevaux fiscaux en Normandie."), Tone::Muted),
        Block::Heading(say("Combien de temps")),
        Block::Text(say("Environ 15 minutes"), Tone::Muted),
        Block::Heading(say("Il vous manque une pièce ?")),
        Block::Text(say("Vous pouvez commencer. Vous l'ajouterez plus tard."), Tone::Muted),
    ];
    page.bottom = bottom(Some("Précédent"), Some("Commencer"));
    page
}

pub(crate) fn prix() -> Page<Said> {
    let mut page = page("question.price", "Ce que vous allez payer", saved());
    page.crumb = some("Carte grise · Le prix");
    page.progress = progress(4);
    page.hint = some("Peugeot 208 · 5 chevaux · mise en circulation le 10 mars 2020");
    let charge = |name: &str, reason: Option<&str>, sum: &str| Charge {
        name: say(name),
        reason: reason.map(say),
        sum: say(sum),
    };
    let charges = vec![
        charge("Taxe régionale", Some("5 chevaux × 60 € (Normandie, 2026)"), "300,00 €"),
        charge("Taxe fixe", None, "11,00 €"),
        charge("Envoi à votre adresse", None, "2,76 €"),
        charge(
            "Malus écologique",
            Some("Pas de malus : la voiture est déjà immatriculée en France"),
            "0,00 €",
        ),
    ];
    let total = Some((say("Total"), say("313,76 €")));
    page.body = vec![Block::Bill(Bill { charges, total })];
    page.aside = vec![
        Block::Heading(say("Attention aux faux sites")),
        Block::Text(
            say(
                "Vous payez seulement sur le site de l'État. Personne ne vous demande votre carte bancaire ici.",
            ),
            Tone::Muted,
        ),
        Block::Heading(say("Montant indicatif")),
        Block::Text(
            say("Le prix affiché au moment du paiement fait foi. Prix au 1er janvier 2026."),
            Tone::Muted,
        ),
    ];
    page
}

fn row(label: &str, value: &str, tone: Tone) -> Row<Said> {
    let id = format!("change.{label}");
    let action = Button {
        id: Id::of(id.clone()),
        name: say(if tone == Tone::Alert { "Répondre" } else { "Changer" }),
        icon: None,
        weight: Weight::Quiet,
        press: Some(id),
    };
    Row { label: say(label), value: say(value), tone, action: Some(action) }
}

pub(crate) fn recap() -> Page<Said> {
    let mut page = page("review", "Relisez vos réponses", offline());
    page.crumb = some("Carte d'identité · Vérifier");
    page.progress = progress(5);
    page.hint = some("Touchez « Changer » pour corriger une ligne.");
    page.body = vec![
        Block::Rows(vec![
            row("Demande", "J'ai perdu ma carte", Tone::Plain),
            row("Nom de naissance", "LEFEBVRE", Tone::Plain),
            row("Prénoms", "Camille, Anne", Tone::Plain),
            row("Né(e) le", "14 mars 1962 à Dieppe (76)", Tone::Plain),
            row("Adresse", "12 rue des Tanneurs, 76000 Rouen", Tone::Plain),
            row("Timbre fiscal", "Il manque le numéro", Tone::Alert),
        ]),
        Block::Heading(say("Votre téléphone")),
        Block::Rows(vec![
            row("Téléphone", "06 12 34 56 78", Tone::Plain),
            row("Adresse électronique", "camille.lefebvre@example.fr", Tone::Plain),
            row("Taille", "1,64 m", Tone::Plain),
        ]),
    ];
    page.aside = vec![
        Block::Heading(say("Ce qui manque")),
        Block::Checklist(vec![(Mark::Missing, say("Le numéro du timbre fiscal"))]),
        Block::Heading(say("Ce qui est prêt")),
        Block::Checklist(vec![(Mark::Done, say("18 réponses sur 19"))]),
        Block::Heading(say("À apporter à la mairie")),
        Block::Text(say("5 pièces, écrites sur votre papier"), Tone::Muted),
    ];
    page.bottom = bottom(Some("Précédent"), Some("Compléter"));
    page
}

pub(crate) fn fin() -> Page<Said> {
    let mut page = page("sent", "Votre dossier est prêt", offline());
    page.crumb = some("Carte d'identité · Terminé");
    page.progress = progress(6);
    page.hint = some(
        "Il part tout seul à la préfecture dès que la connexion revient. Vous pouvez partir : rien ne sera perdu.",
    );
    page.body = vec![
        Block::Number {
            label: some("Numéro de votre dossier"),
            value: say("R2A-00F2-9QTM"),
            note: some("Il est imprimé sur votre papier."),
        },
        Block::Buttons(vec![
            with(
                Side::Start,
                Icon::Printer,
                button("print", "Imprimer mon papier", Weight::Primary),
            ),
            with(Side::Start, Icon::LogOut, button("finish", "Terminer", Weight::Secondary)),
        ]),
    ];
    page.aside = vec![
        Block::Heading(say("Votre carte n'est pas encore demandée")),
        Block::Text(say("Voici ce qui va se passer."), Tone::Muted),
        Block::Numbered(vec![
            say("La préfecture vérifie votre dossier."),
            say("Elle vous donne le numéro de pré-demande (10 signes)."),
            say("Avec ce numéro, prenez rendez-vous dans une mairie équipée."),
            say("Allez au rendez-vous avec vos pièces."),
        ]),
        Block::Heading(say("Suivre mon dossier")),
        Block::Text(
            say("Dans tout point numérique, avec le numéro et votre date de naissance."),
            Tone::Muted,
        ),
    ];
    page.bottom = bottom(None, None);
    page
}

/// Places: with everything, and with as little as there may be.
pub(crate) fn lieux() -> Page<Said> {
    let mut page = page("places.list", "Les mairies équipées les plus proches", None);
    page.crumb = some("Trouver un lieu d'accueil");
    page.hint = some("Près de cette borne, à vol d'oiseau.");
    page.body = vec![Block::Places(vec![
        Site {
            name: say("Mairie - Barentin"),
            distance: some("À 2,3 km"),
            address: say("Place de la Libération, 76360 Barentin"),
            phone: some("Téléphone : 02 32 94 90 20"),
            hours: say("Du lundi au vendredi de 8 h 30 à 12 h et de 13 h 30 à 17 h 30. \
                 Le samedi de 9 h à 12 h."),
            now: Some((
                Icon::CircleCheck,
                say("Ouvert aujourd'hui jusqu'à 12 h, d'après ces horaires."),
                Tone::Success,
            )),
        },
        Site {
            name: say("Préfecture de la région Normandie, préfecture de la Seine-Maritime"),
            distance: None,
            address: say("7 place de la Madeleine, 76036 Rouen"),
            phone: None,
            hours: say("Horaires à demander."),
            now: None,
        },
    ])];
    page.bottom = bottom(Some("Précédent"), None);
    page
}

pub(crate) fn code() -> Page<Said> {
    let mut page = page("code", "Voici votre code", None);
    page.crumb = some("Carte d'identité · Avant de commencer");
    page.hint = some(
        "Il sert à reprendre votre dossier : demain, ici ou dans un autre point numérique.\nVos réponses sont fermées à clé. Le code les ouvre. Pendant 3 jours, un médiateur peut aussi vous aider.",
    );
    page.body = vec![
        Block::Number { label: None, value: say("7K3M-9QF2-TX0W-4"), note: None },
        Block::Buttons(vec![
            with(Side::Start, Icon::Printer, button("print", "Imprimer mon code", Weight::Primary)),
            with(Side::Start, Icon::Check, button("noted", "Je l'ai noté", Weight::Secondary)),
            button("refuse", "Je n'en veux pas", Weight::Quiet),
        ]),
    ];
    page.aside = vec![
        Block::Heading(say("Gardez-le pour vous")),
        Block::Text(
            say("Ne le montrez à personne, sauf au médiateur si vous voulez son aide."),
            Tone::Muted,
        ),
        Block::Heading(say("Combien de temps")),
        Block::Text(say("Votre dossier est gardé 30 jours. Après, il est effacé."), Tone::Muted),
    ];
    page.bottom = bottom(Some("Précédent"), Some("Continuer"));
    page
}

pub(crate) fn inactivite() -> Page<Said> {
    let mut page = texte();
    page.dialog = Some(Dialog {
        title: say("Vous êtes toujours là ?"),
        body: vec![
            Block::Text(
                say(
                    "Votre dossier est gardé sous le code 7K3M-9QF2-TX0W-4.\nL'écran s'efface dans",
                ),
                Tone::Muted,
            ),
            Block::Text(say("secondes"), Tone::Muted),
            Block::Buttons(vec![
                button("stop", "Arrêter et garder", Weight::Secondary),
                button("stay", "Oui, je continue", Weight::Primary),
            ]),
        ],
        countdown: Some(38),
    });
    page
}

/// What no mock-up shows: notes, danger, a sleeping button, several lines, a unit, an example.
pub(crate) fn varia() -> Page<Said> {
    let mut page = page("varia", "Quelle est votre adresse ?", saved());
    page.crumb = some("Carte d'identité · Votre adresse · question 9 sur 19");
    page.progress = progress(2);
    page.refusal = some("Il manque le numéro de la rue. Regardez votre justificatif de domicile.");
    let mut many = labelled("Précisions", field("ask.more", "Bâtiment B, deuxième étage", None));
    many.lines = 3;
    let mut height = labelled("Votre taille", field("ask.height", "", Some(3)));
    height.unit = some("cm");
    height.example = some("164");
    let mut street = labelled("Rue", field("ask.street", "", None));
    street.example = some("rue des Tanneurs");
    street.refused = true;
    let mut asleep = button("asleep", "Envoyer", Weight::Primary);
    asleep.press = None;
    page.body = vec![
        Block::Fields(vec![labelled("Numéro", field("ask.number", "12", Some(5))), street]),
        Block::Fields(vec![height]),
        Block::Fields(vec![many]),
        Block::Note {
            tone: Tone::Waiting,
            icon: Icon::TriangleAlert,
            text: say("Votre carte sera à votre nom de naissance. Vérifiez-le."),
        },
        Block::Note {
            tone: Tone::Plain,
            icon: Icon::Info,
            text: say("Le timbre s'achète en ligne."),
        },
        Block::Text(say("Le dossier est enregistré sur cette borne."), Tone::Success),
        Block::Text(say("La préfecture n'a pas encore répondu."), Tone::Waiting),
        Block::Cards {
            columns: 2,
            cards: vec![
                card("picture", "Avec un passeport", None, Shape::Picture(Icon::IdCard)),
                card("unknown", "Je ne sais pas", None, Shape::Line),
            ],
        },
        Block::Buttons(vec![
            with(Side::Start, Icon::Trash, button("erase", "Tout effacer", Weight::Danger)),
            asleep,
        ]),
    ];
    page
}

/// The same page in a script that is written from the right.
pub(crate) fn mirrored(mut page: Page<Said>) -> Page<Said> {
    page.mirrored = true;
    page
}

/// All of them, with the control that has the focus.
pub(crate) fn all() -> Vec<(&'static str, Page<Said>, Option<Id>)> {
    let at = |id: &'static str| Some(Id::new(id));
    vec![
        ("accueil", accueil(), None),
        ("une", une(), None),
        ("choix", choix(), at("choice.lost")),
        ("texte", texte(), at("ask.nom")),
        ("date", date(), at("ask.year")),
        ("commune", commune(), at("ask.commune")),
        ("erreur", erreur(), at("ask.plate")),
        ("preparer", preparer(), None),
        ("prix", prix(), None),
        ("recap", recap(), None),
        ("fin", fin(), None),
        ("lieux", lieux(), None),
        ("code", code(), at("print")),
        ("inactivite", inactivite(), at("stay")),
        ("varia", varia(), at("ask.number")),
        ("choix-arabe", mirrored(choix()), at("choice.lost")),
        ("recap-arabe", mirrored(recap()), None),
        ("fin-arabe", mirrored(fin()), None),
        ("lieux-arabe", mirrored(lieux()), None),
        ("date-arabe", mirrored(date()), at("ask.year")),
        ("varia-arabe", mirrored(varia()), at("ask.number")),
    ]
}
