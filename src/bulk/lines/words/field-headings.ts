/**
 * What offices call the fields of a line in other languages, by the name of the field. Case, accents, blanks and signs do not
 * count. A word may stand with several fields: where a command has more than one of them, the person is asked.
 */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  // Calls
  call: 'Gespräch|Gesprächs-ID|Anruf|appel|llamada|chiamata|chamada|ligação|gesprek|oproep',
  clientId:
    'Gesprächs-ID|Gesprächsnummer|Anruf-ID|Anrufnummer|Gesprächskennung|ID appel|ID de l’appel|numéro d’appel|ID llamada|ID de llamada|ID chiamata|ID da chamada|ID da ligação|gespreks-ID|oproep-ID',
  direction:
    'Richtung|Anrufrichtung|Gesprächsrichtung|sens|direction de l’appel|dirección|sentido|direzione|direção|richting',
  started:
    'Start|Start time|Beginn|Anfang|gestartet|Startzeit|Anrufbeginn|Gesprächsbeginn|début|heure de début|date de début|inicio|hora de inicio|fecha de inicio|inizio|ora di inizio|data di inizio|início|hora de início|data de início|begin|begintijd|starttijd',
  duration: 'Dauer|Gesprächsdauer|Anrufdauer|durée|duración|durata|duração|duur|gespreksduur',
  host: 'Gastgeber|Agent|Mitarbeiter|hôte|animateur|anfitrión|agente|ospite|anfitrião|gastheer|medewerker',
  purpose: 'Zweck|Anlass|objet|finalidad|propósito|scopo|finalidade|doel',
  disposition: 'Ergebnis|Gesprächsergebnis|résultat|resultado|esito|resultaat',
  language: 'Sprache|langue|idioma|lingua|língua|taal',
  file: 'Aufnahme|Aufzeichnung|Datei|Dateiname|enregistrement|fichier|nom du fichier|grabación|archivo|registrazione|gravação|arquivo|ficheiro|opname|bestand|bestandsnaam',
  customerName:
    'Kunde|Kundenname|client|nom du client|cliente|nombre del cliente|nome cliente|nome del cliente|nome do cliente|klant|klantnaam',
  customerEmail:
    'E-Mail Kunde|Kunden-E-Mail|e-mail client|e-mail du client|correo del cliente|e-mail cliente|e-mail do cliente|e-mail klant',
  customerPhone:
    'Telefon Kunde|Kundentelefon|Rufnummer Kunde|téléphone client|téléphone du client|teléfono del cliente|telefono cliente|telefone do cliente|telefoon klant',
  // People
  user: 'Benutzer|Nutzer|Anwender|utilisateur|usuario|utente|usuário|utilizador|gebruiker',
  owner:
    'Besitzer|Zuständig|Zuständiger|Inhaber|Verantwortlich|Verantwortlicher|propriétaire|responsable|propietario|proprietario|responsabile|proprietário|responsável|eigenaar|verantwoordelijke',
  ownerId: 'Besitzer-ID|ID Besitzer|ID du propriétaire|ID propietario|ID proprietario|ID do proprietário|eigenaar-ID',
  organizer: 'Organisator|Veranstalter|organisateur|organizador|organizzatore',
  sharer: 'Geteilt von|partagé par|compartido por|condiviso da|compartilhado por|gedeeld door',
  prospect: 'Kontakt-ID|ID du contact|ID contacto|ID contatto|ID do contato|contact-ID',
  crmId: 'Kontakt-ID|Kundennummer|ID du contact|ID contacto|ID contatto|ID do contato|contact-ID',
  firstName: 'Vorname|prénom|nombre|nome|primeiro nome|voornaam',
  lastName: 'Nachname|Familienname|Zuname|nom|nom de famille|apellido|apellidos|cognome|sobrenome|apelido|achternaam',
  jobTitle:
    'Position|Funktion|Berufsbezeichnung|Stellenbezeichnung|fonction|poste|cargo|puesto|ruolo|qualifica|função|functie',
  companyName:
    'Firma|Firmenname|Unternehmen|société|entreprise|raison sociale|empresa|azienda|società|bedrijf|bedrijfsnaam',
  accountCrmId:
    'Kundennummer|Kunden-ID|Firmen-ID|numéro de client|numéro client|número de cliente|codice cliente|número do cliente|klantnummer',
  accountId:
    'Kundennummer|Kunden-ID|Firmen-ID|numéro de client|numéro client|número de cliente|codice cliente|número do cliente|klantnummer',
  // Things
  objectId:
    'Datensatz-ID|Kundennummer|ID de l’enregistrement|ID del registro|ID record|ID do registro|record-ID|klantnummer',
  name: 'nom|nombre|nome|naam',
  label: 'Bezeichnung|Beschriftung|libellé|étiquette|etiqueta|etichetta|rótulo',
  title: 'Titel|Betreff|titre|sujet|título|asunto|titolo|oggetto|assunto|onderwerp',
  type: 'Typ|Art|tipo|soort',
  status: 'Stand|statut|état|estado|stato|estado',
  priority: 'Priorität|priorité|prioridad|priorità|prioridade|prioriteit',
  task: 'Aufgabe|tâche|tarea|attività|compito|tarefa|taak',
  flow: 'Ablauf|Sequenz|séquence|secuencia|sequenza|sequência|reeks',
  workspace: 'Arbeitsbereich|espace de travail|espacio de trabajo|area di lavoro|espaço de trabalho|werkruimte',
  amount: 'Betrag|Summe|Auftragswert|montant|importe|importo|valor|bedrag',
  stage: 'Phase|étape|etapa|fase',
  domains: 'Domäne|Domänen|domaine|dominio|domínio|domein',
  isDeleted: 'gelöscht|supprimé|eliminado|eliminato|excluído|verwijderd',
  isActive: 'aktiv|actif|activo|attivo|ativo|actief',
  action: 'Aktion|Handlung|acción|azione|ação|actie',
  system: 'Quelle|Quellsystem|système|sistema|systeem',
  ticket:
    'Vorgang|Vorgangsnummer|Aktenzeichen|Ticketnummer|Fall|Anfrage|dossier|numéro de dossier|demande|caso|solicitud|pratica|processo|zaak|zaaknummer',
  // Times
  from: 'Beginn|Anfang|Start|Von|début|inicio|inizio|início|begin',
  to: 'Ende|Bis|fin|fine|fim|einde',
  at: 'Zeitpunkt|Zeit|horodatage|fecha y hora|data e ora|data e hora|tijdstip',
  due: 'Fällig|Fällig am|Fälligkeit|Fälligkeitsdatum|échéance|vencimiento|scadenza|vencimento|vervaldatum',
  modifiedDate:
    'Letzte Änderung|Zuletzt geändert|Zuletzt geändert am|Geändert am|Änderungsdatum|dernière modification|modifié le|date de modification|última modificación|fecha de modificación|ultima modifica|data di modifica|última modificação|data de modificação|laatst gewijzigd|gewijzigd op|laatste wijziging',
  createdDate:
    'Erstellt|Erstellt am|Angelegt am|Erstellungsdatum|créé le|date de création|creado el|fecha de creación|data di creazione|criado em|data de criação|aangemaakt op|aanmaakdatum',
  closeDate:
    'Abschluss|Abschlussdatum|Schlusstermin|date de clôture|fecha de cierre|data di chiusura|data de fechamento|sluitingsdatum',
  received:
    'Eingang|Eingangsdatum|Eingegangen am|reçu le|date de réception|recibido el|fecha de recepción|ricevuto il|data di ricezione|recebido em|ontvangen op',
}

/** What stands behind the word for a thing that has ids and names: `Benutzer-ID`, `Nutzername`. */
export const THING_ENDINGS = ['ID', 'Nr', 'Nummer', 'Name', 'E-Mail', 'E-Mail-Adresse']
