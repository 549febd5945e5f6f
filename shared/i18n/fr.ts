import type { en } from "./en.ts";

/** Every sentence people read, in French. */
export const fr: Record<keyof typeof en, string> = {
  "status.invited": "Invitation envoyée",
  "status.requested": "Demande en attente",
  "status.active": "Actif",
  "status.suspended": "Suspendu",
  "status.ended": "Terminé",

  "role.super_admin": "Super administrateur",
  "role.developer": "Développeur",
  "role.creator": "Créateur",
  "role.viewer": "Spectateur",

  "visibility.restricted": "Restreint",
  "visibility.public": "Public",

  "problem.invalid_request": "La requête n’est pas valable. Voyez errors pour ce qu’il faut changer.",
  "problem.unauthenticated": "Connectez-vous pour continuer.",
  "problem.invalid_code": "Ce code est faux ou n’est plus valable. Demandez-en un nouveau.",
  "problem.session_ended": "Cette session est terminée. Reconnectez-vous.",
  "problem.forbidden": "Votre rôle ne le permet pas. Adressez-vous à un super administrateur de l’espace.",
  "problem.origin_not_allowed": "Cela doit se faire depuis les pages de Foyer.",
  "problem.email_mismatch": "Cette invitation est pour une autre adresse. Connectez-vous avec l’adresse invitée.",
  "problem.not_found": "Il n’y a rien ici, ou rien que vous puissiez voir.",
  "problem.method_not_allowed": "Cette adresse n’accepte pas cette méthode.",
  "problem.no_seats": "Aucune place n’est libre. Libérez-en une ou augmentez leur nombre.",
  "problem.seats_in_use": "Plus de places que cela sont utilisées. Libérez-en d’abord.",
  "problem.personal_workspace":
    "Un espace personnel n’a qu’une personne. Passez à un espace partagé pour inviter.",
  "problem.last_super_admin":
    "Un espace garde au moins un super administrateur. Nommez d’abord quelqu’un d’autre.",
  "problem.invalid_state": "Ce n’est pas possible dans l’état actuel. Rechargez et vérifiez.",
  "problem.no_media": "Envoyez une vidéo avant de publier.",
  "problem.invitation_gone": "Cette invitation a expiré ou a été retirée. Demandez-en une nouvelle.",
  "problem.share_gone": "Ce lien est terminé. Demandez-en un nouveau à la personne qui l’a envoyé.",
  "problem.payload_too_large": "C’est trop volumineux.",
  "problem.unsupported_media_type": "Ce type de contenu n’est pas accepté ici.",
  "problem.rate_limited": "Trop d’essais. Attendez un peu, puis réessayez.",
  "problem.internal_error":
    "Un problème est survenu chez nous. Réessayez ; s’il persiste, donnez-nous le numéro de la requête.",
  "problem.unavailable": "Le service ne peut pas répondre pour l’instant. Réessayez dans un moment.",

  "page.tagline": "Faites entrer les vôtres. Décidez qui peut regarder.",
  "page.skip": "Aller au contenu",
  "page.sign_out": "Se déconnecter",
  "page.home": "Accueil",
  "page.error.title": "Quelque chose ne va pas",
  "page.error.request": "Requête {id}",
  "page.error.home": "Aller à la page d’accueil",

  "sign_in.title": "Connexion",
  "sign_in.intro": "Nous vous envoyons un code par e-mail. Aucun mot de passe à retenir.",
  "sign_in.email": "Adresse e-mail",
  "sign_in.email_placeholder": "nom@entreprise.fr",
  "sign_in.send": "Envoyez-moi un code",
  "sign_in.code_title": "Regardez votre messagerie",
  "sign_in.code_intro":
    "Si {email} peut recevoir du courrier, un code à 8 chiffres est en route. Il est valable dix minutes.",
  "sign_in.code": "Code",
  "sign_in.continue": "Se connecter",
  "sign_in.again": "Utiliser une autre adresse ou demander un nouveau code",
  "sign_in.bad_email": "Ce n’est pas une adresse e-mail. Elle ressemble à nom@entreprise.fr.",
  "sign_in.invalid_code":
    "Ce code est faux ou n’est plus valable. Regardez le dernier message ou demandez un nouveau code.",
  "sign_in.rate_limited": "Trop d’essais. Attendez {minutes} min, puis réessayez.",

  "invite.title": "Rejoindre {workspace}",
  "invite.intro": "{email} est invité(e) dans {workspace} comme {role}.",
  "invite.expires": "L’invitation est valable jusqu’au {date}.",
  "invite.accept": "Accepter l’invitation",
  "invite.decline": "Refuser",
  "invite.sign_in_first":
    "Connectez-vous avec l’adresse invitée pour accepter. Nous vous envoyons un code.",
  "invite.mismatch": "Vous êtes connecté(e) comme {email}, mais cette invitation a été envoyée à {invited}.",
  "invite.switch": "Se connecter avec une autre adresse",
  "invite.gone_title": "Cette invitation n’est plus valable",
  "invite.gone":
    "Elle a expiré, a été retirée ou refusée. Demandez-en une nouvelle à la personne qui vous a invité(e).",
  "invite.unknown_title": "Invitation introuvable",
  "invite.unknown": "Vérifiez que le lien du message a été copié en entier.",

  "home.title": "Vos espaces",
  "home.welcome": "Connecté(e) comme {email}",
  "home.invitations": "Des invitations vous attendent",
  "home.workspaces": "Espaces de travail",
  "home.personal": "Espace personnel",
  "home.shared": "Espace partagé",
  "home.videos": "Vidéos que vous pouvez regarder",
  "home.no_videos": "Rien n’a encore été publié pour vous.",
  "home.watch": "Regarder",
  "home.open_invitation": "Voir l’invitation",

  "share.watch": "Regarder « {title} »",
  "share.by": "Partagé par {name}",
  "share.forbidden_title": "Cette vidéo est réservée aux membres",
  "share.forbidden":
    "Vous êtes connecté(e) comme {email}, sans droit de la regarder. Adressez-vous à la personne qui vous a envoyé le lien.",
  "share.gone_title": "Ce lien est terminé",
  "share.not_found_title": "Rien à regarder ici",
  "share.not_found": "Le lien est incomplet ou la vidéo n’est pas publiée.",
  "share.no_video": "Votre navigateur ne peut pas lire cette vidéo.",
  "share.members_only": "Réservé aux membres",

  "mail.greeting": "Bonjour,",
  "mail.footer":
    "Vous recevez ce message parce que quelqu’un a utilisé votre adresse avec Foyer. Si ce n’était pas vous, vous pouvez l’ignorer.",
  "mail.code.subject": "Votre code de connexion",
  "mail.code.intro": "Saisissez ce code là où vous vous connectez :",
  "mail.code.note":
    "Il est valable dix minutes et ne sert qu’une fois. Personne de Foyer ne vous le demandera jamais.",
  "mail.invitation.subject": "{inviter} vous invite dans {workspace}",
  "mail.invitation.intro": "{inviter} vous invite dans l’espace {workspace} comme {role}.",
  "mail.invitation.button": "Voir l’invitation",
  "mail.invitation.note":
    "Elle est réservée à {email} et valable jusqu’au {date}. Ouvrir le lien n’accepte rien ; vous décidez sur la page.",
};
