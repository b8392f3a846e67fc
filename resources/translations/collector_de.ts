<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BottomBar</name>
    <message>
        <source>Show me</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Goes to what is missing</source>
        <translation>Geht zu dem, was fehlt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Goes to the step before this one</source>
        <translation>Geht zum vorigen Schritt</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Goes to the next step</source>
        <translation>Geht zum nächsten Schritt</translation>
    </message>
</context>
<context>
    <name>CallPage</name>
    <message>
        <source>Your call sheet</source>
        <translation>Ihr Gesprächsblatt</translation>
    </message>
    <message>
        <source>Have this page at hand when you call.</source>
        <translation>Halten Sie diese Seite bereit, wenn Sie anrufen.</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Opens the dialog of the printer</source>
        <translation>Öffnet den Druckdialog</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Writes the file</source>
        <translation>Schreibt die Datei</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Chooses a file</source>
        <translation>Wählt eine Datei</translation>
    </message>
    <message>
        <source>PDF file</source>
        <translation>PDF-Datei</translation>
    </message>
    <message>
        <source>Where it is saved</source>
        <translation>Wo sie gespeichert wird</translation>
    </message>
    <message>
        <source>Call sheet</source>
        <translation>Gesprächsblatt</translation>
    </message>
    <message>
        <source>The page as it will be printed</source>
        <translation>Die Seite, wie sie gedruckt wird</translation>
    </message>
    <message>
        <source>Your support program does not include telephone support.</source>
        <translation>Ihr Support-Programm schließt keine telefonische Hilfe ein.</translation>
    </message>
    <message>
        <source>Send a request instead: it is answered on the web and by e-mail.</source>
        <translation>Senden Sie stattdessen eine Anfrage: Sie wird im Web und per E-Mail beantwortet.</translation>
    </message>
    <message>
        <source>call-sheet</source>
        <translation>gespraechsblatt</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-Dateien (*.pdf)</translation>
    </message>
    <message>
        <source>Choose where to save it.</source>
        <translation>Bitte wählen Sie, wo gespeichert werden soll.</translation>
    </message>
    <message>
        <source>This file cannot be written.</source>
        <translation>Diese Datei kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The call sheet is saved.</source>
        <translation>Das Gesprächsblatt ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>CallSheet</name>
    <message>
        <source>Call to Paragon&apos;s support</source>
        <translation>Anruf beim Paragon-Support</translation>
    </message>
    <message>
        <source>Who is calling</source>
        <translation>Wer anruft</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>The problem</source>
        <translation>Das Problem</translation>
    </message>
    <message>
        <source>The computer</source>
        <translation>Der Computer</translation>
    </message>
    <message>
        <source>Ticket ID, engineer, and what was said</source>
        <translation>Ticket-ID, Techniker und was gesagt wurde</translation>
    </message>
    <message>
        <source>Written {moment}. It stays with you: nothing was sent.</source>
        <translation>Geschrieben am {moment}. Das Blatt bleibt bei Ihnen: Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation>Kundennummer</translation>
    </message>
    <message>
        <source>Earlier ticket</source>
        <translation>Früheres Ticket</translation>
    </message>
    <message>
        <source>Registered e-mail</source>
        <translation>Registrierte E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Rückruf</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Other ways to reach you</source>
        <translation>Weitere Wege, Sie zu erreichen</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>Anything else that tells who you are</source>
        <translation>Was Sie sonst ausweist</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Build number</source>
        <translation>Build-Nummer</translation>
    </message>
    <message>
        <source>Support program</source>
        <translation>Support-Programm</translation>
    </message>
    <message>
        <source>Purchased</source>
        <translation>Gekauft am</translation>
    </message>
    <message>
        <source>Also on this computer</source>
        <translation>Außerdem auf diesem Computer</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Worum es geht</translation>
    </message>
    <message>
        <source>What I did</source>
        <translation>Was ich getan habe</translation>
    </message>
    <message>
        <source>What I expected</source>
        <translation>Was ich erwartet habe</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>Seit wann</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Wann es geschehen ist</translation>
    </message>
    <message>
        <source>Error code</source>
        <translation>Fehlercode</translation>
    </message>
    <message>
        <source>Can it be repeated?</source>
        <translation>Lässt es sich wiederholen?</translation>
    </message>
    <message>
        <source>Is data at risk?</source>
        <translation>Sind Daten in Gefahr?</translation>
    </message>
    <message>
        <source>Operating system</source>
        <translation>Betriebssystem</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Disks</source>
        <translation>Datenträger</translation>
    </message>
</context>
<context>
    <name>CompactSteps</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Chooses the page that is shown</source>
        <translation>Wählt die Seite, die gezeigt wird</translation>
    </message>
    <message>
        <source>{number}. {step}</source>
        <translation>{number}. {step}</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>How do we reach you?</source>
        <translation>Wie erreichen wir Sie?</translation>
    </message>
    <message>
        <source>Registered e-mail</source>
        <translation>Registrierte E-Mail-Adresse</translation>
    </message>
    <message>
        <source>I do not know my registered e-mail</source>
        <translation>Ich kenne meine registrierte E-Mail-Adresse nicht</translation>
    </message>
    <message>
        <source>Asks for a serial number or an order number instead</source>
        <translation>Fragt stattdessen nach einer Seriennummer oder Bestellnummer</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>It came with the product, by e-mail or on its box.</source>
        <translation>Sie haben sie mit dem Produkt erhalten: per E-Mail oder auf der Verpackung.</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>It is on the invoice.</source>
        <translation>Sie steht auf der Rechnung.</translation>
    </message>
    <message>
        <source>Anything else by which Paragon may find you</source>
        <translation>Etwas anderes, woran Paragon Sie erkennen kann</translation>
    </message>
    <message>
        <source>Such as the shop, or the name that the licence was bought under.</source>
        <translation>Zum Beispiel der Händler oder der Name, auf den die Lizenz gekauft wurde.</translation>
    </message>
    <message>
        <source>The address that your product is registered with. It tells Paragon who you are and which support you are entitled to. The answer goes there, too.</source>
        <translation>Die Adresse, unter der Ihr Produkt registriert ist. Daran erkennt Paragon Sie und den Support, der Ihnen zusteht; auch die Antwort geht dorthin.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>So that an engineer knows whom to answer</source>
        <translation>Damit der Techniker weiß, wem er antwortet</translation>
    </message>
    <message>
        <source>Company (optional)</source>
        <translation>Firma (optional)</translation>
    </message>
    <message>
        <source>Needed for Evaluation Support</source>
        <translation>Für den Evaluation Support erforderlich</translation>
    </message>
    <message>
        <source>Customer ID (optional)</source>
        <translation>Kundennummer (optional)</translation>
    </message>
    <message>
        <source>If Paragon gave you one.</source>
        <translation>Falls Sie von Paragon eine erhalten haben.</translation>
    </message>
    <message>
        <source>More ways to reach you</source>
        <translation>Weitere Wege, Sie zu erreichen</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>For questions of the engineer</source>
        <translation>Für Rückfragen des Technikers</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Only if you want to be reached by it</source>
        <translation>Nur, wenn Sie darüber erreicht werden möchten</translation>
    </message>
    <message>
        <source>Another way</source>
        <translation>Ein anderer Weg</translation>
    </message>
    <message>
        <source>Such as a messenger, or a colleague</source>
        <translation>Zum Beispiel ein Messenger oder eine Kollegin</translation>
    </message>
    <message>
        <source>An engineer can call you back</source>
        <translation>Ein Techniker kann Sie zurückrufen</translation>
    </message>
    <message>
        <source>Number to call (optional)</source>
        <translation>Rückrufnummer (optional)</translation>
    </message>
    <message>
        <source>With the country code, such as +49.</source>
        <translation>Mit Ländervorwahl, zum Beispiel +49.</translation>
    </message>
    <message>
        <source>When to call (optional)</source>
        <translation>Wann dürfen wir anrufen? (optional)</translation>
    </message>
    <message>
        <source>Days and hours, on your clock.</source>
        <translation>Tage und Uhrzeiten, nach Ihrer Ortszeit.</translation>
    </message>
    <message>
        <source>Remember these details on this computer</source>
        <translation>Diese Angaben auf diesem Computer merken</translation>
    </message>
    <message>
        <source>For your next request, in this account only. The settings forget them again.</source>
        <translation>Für Ihre nächste Anfrage und nur in diesem Benutzerkonto. In den Einstellungen können Sie sie wieder löschen.</translation>
    </message>
    <message>
        <source>E-mail for the answer</source>
        <translation>E-Mail-Adresse für die Antwort</translation>
    </message>
    <message>
        <source>The answer goes there.</source>
        <translation>Dorthin geht die Antwort.</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>A day, typed or picked from the calendar</source>
        <translation>Ein Tag, eingetippt oder aus dem Kalender gewählt</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>This is not a day such as {example}.</source>
        <translation>Das ist kein Datum wie {example}.</translation>
    </message>
</context>
<context>
    <name>Defects</name>
    <message>
        <source>A fault of this program</source>
        <translation>Ein Fehler dieses Programms</translation>
    </message>
</context>
<context>
    <name>DisksCard</name>
    <message>
        <source>Your disks</source>
        <translation>Ihre Datenträger</translation>
    </message>
    <message>
        <source>Which disk has the problem?</source>
        <translation>Welcher Datenträger hat das Problem?</translation>
    </message>
    <message>
        <source>Then you are warned before anything is saved on that disk.</source>
        <translation>Dann werden Sie gewarnt, bevor etwas auf diesem Datenträger gespeichert wird.</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>Ich weiß es nicht</translation>
    </message>
    <message>
        <source>{name}: {model}, {size}</source>
        <translation>{name}: {model}, {size}</translation>
    </message>
    <message>
        <source>model not known</source>
        <translation>Modell nicht bekannt</translation>
    </message>
    <message>
        <source>Partition table not read</source>
        <translation>Partitionstabelle nicht gelesen</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} frei</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>{name} {size} ({more})</source>
        <translation>{name} {size} ({more})</translation>
    </message>
    <message>
        <source>{name} {size}</source>
        <translation>{name} {size}</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>It was added to your ticket</source>
        <translation>Es wurde Ihrem Ticket hinzugefügt</translation>
    </message>
    <message>
        <source>Your request has arrived</source>
        <translation>Ihre Anfrage ist angekommen</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Your Ticket ID</source>
        <translation>Ihre Ticket-ID</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Puts the Ticket ID on the clipboard</source>
        <translation>Legt die Ticket-ID in die Zwischenablage</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Prints the Ticket ID and what happens next</source>
        <translation>Druckt die Ticket-ID und wie es weitergeht</translation>
    </message>
    <message>
        <source>Look at it in the browser</source>
        <translation>Im Browser ansehen</translation>
    </message>
    <message>
        <source>Opens the page of this ticket</source>
        <translation>Öffnet die Seite dieses Tickets</translation>
    </message>
    <message>
        <source>Open the receipt</source>
        <translation>Beleg öffnen</translation>
    </message>
    <message>
        <source>A list of everything that was sent</source>
        <translation>Eine Liste von allem, was gesendet wurde</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Wie es weitergeht</translation>
    </message>
    <message>
        <source>Scan this to follow the ticket on your telephone:</source>
        <translation>Scannen Sie diesen Code, um das Ticket auf dem Telefon zu verfolgen:</translation>
    </message>
    <message>
        <source>QR code of the ticket&apos;s page</source>
        <translation>QR-Code der Ticket-Seite</translation>
    </message>
    <message>
        <source>Anything else?</source>
        <translation>Noch etwas?</translation>
    </message>
    <message>
        <source>I have another problem, too</source>
        <translation>Ich habe noch ein anderes Problem</translation>
    </message>
    <message>
        <source>Begins a second request about the same computer</source>
        <translation>Beginnt eine zweite Anfrage zum selben Computer</translation>
    </message>
    <message>
        <source>Save the answers for silent mode as</source>
        <translation>Antworten für die unbeaufsichtigte Ausführung speichern unter</translation>
    </message>
    <message>
        <source>An administrator can send the same kind of request without questions with it.</source>
        <translation>Damit kann ein Administrator eine Anfrage dieser Art ohne Rückfragen senden.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Chooses a file</source>
        <translation>Wählt eine Datei</translation>
    </message>
    <message>
        <source>Save the answers</source>
        <translation>Antworten speichern</translation>
    </message>
    <message>
        <source>Writes the file</source>
        <translation>Schreibt die Datei</translation>
    </message>
    <message>
        <source>A first answer is due by {moment}.</source>
        <translation>Mit einer ersten Antwort können Sie bis {moment} rechnen.</translation>
    </message>
    <message>
        <source>Ticket ID {ticket}</source>
        <translation>Ticket-ID {ticket}</translation>
    </message>
    <message>
        <source>The support engineers see it with your ticket.</source>
        <translation>Die Techniker von Paragon sehen es in Ihrem Ticket.</translation>
    </message>
    <message>
        <source>An e-mail with the Ticket ID and a link goes to {address}.</source>
        <translation>Eine E-Mail mit der Ticket-ID und einem Link geht an {address}.</translation>
    </message>
    <message>
        <source>Whether the server sends an e-mail about it is not known.</source>
        <translation>Ob der Server dazu eine E-Mail sendet, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This server sends no e-mail: keep the Ticket ID. You will find the ticket in this program, too.</source>
        <translation>Dieser Server sendet keine E-Mails: Bitte bewahren Sie die Ticket-ID auf. Sie finden das Ticket auch in diesem Programm.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Answers (*.toml)</source>
        <translation>Antworten (*.toml)</translation>
    </message>
    <message>
        <source>The answers are saved.</source>
        <translation>Die Antworten sind gespeichert.</translation>
    </message>
</context>
<context>
    <name>DraftList</name>
    <message>
        <source>A request without a subject yet</source>
        <translation>Eine Anfrage, noch ohne Betreff</translation>
    </message>
    <message>
        <source>{product}, last changed {when}</source>
        <translation>{product}, zuletzt geändert: {when}</translation>
    </message>
    <message>
        <source>Last changed {when}</source>
        <translation>Zuletzt geändert: {when}</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Discard it for good</source>
        <translation>Endgültig verwerfen</translation>
    </message>
    <message>
        <source>This draft and its files are removed</source>
        <translation>Dieser Entwurf und seine Dateien werden entfernt</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Mind this</source>
        <translation>Bitte beachten</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>For your information</source>
        <translation>Zur Information</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Thumbnail</source>
        <translation>Vorschaubild</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{kind} ({known_as}), {size}</source>
        <translation>{kind} ({known_as}), {size}</translation>
    </message>
    <message>
        <source>{kind}, {size}</source>
        <translation>{kind}, {size}</translation>
    </message>
</context>
<context>
    <name>FilesCard</name>
    <message>
        <source>Pictures, logs and other files</source>
        <translation>Bilder, Protokolle und andere Dateien</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Hides this message</source>
        <translation>Blendet diese Meldung aus</translation>
    </message>
    <message>
        <source>Drop files here, or paste a picture.</source>
        <translation>Ziehen Sie Dateien hierher oder fügen Sie ein Bild ein.</translation>
    </message>
    <message>
        <source>A picture of the message helps most. Text is searched for names and addresses before it is sent; pictures cannot be, so look at them.</source>
        <translation>Ein Bild der Meldung hilft am meisten. Text wird vor dem Senden nach Namen und Adressen durchsucht; bei Bildern geht das nicht, sehen Sie sie sich also an.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>Opens a window in which files are chosen</source>
        <translation>Öffnet ein Fenster, in dem Dateien gewählt werden</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Attaches what is in the clipboard</source>
        <translation>Hängt an, was in der Zwischenablage ist</translation>
    </message>
    <message>
        <source>Take a screenshot…</source>
        <translation>Bildschirmfoto aufnehmen…</translation>
    </message>
    <message>
        <source>Shows the screens and windows that can be taken</source>
        <translation>Zeigt die Bildschirme und Fenster, die aufgenommen werden können</translation>
    </message>
    <message>
        <source>Files to attach</source>
        <translation>Dateien zum Anhängen</translation>
    </message>
    <message>
        <source>There is nothing in the clipboard that could be attached.</source>
        <translation>In der Zwischenablage ist nichts, was angehängt werden könnte.</translation>
    </message>
    <message>
        <source>Copying {name}: {done} of {total}</source>
        <translation>{name} wird kopiert: {done} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) attached</source>
        <translation>
            <numerusform>%n Datei angehängt</numerusform>
            <numerusform>%n Dateien angehängt</numerusform>
        </translation>
    </message>
    <message>
        <source>{attached}, {used}. Up to {most} files and {all} in total are possible.</source>
        <translation>{attached}, {used}. Möglich sind {most} Dateien und {all} insgesamt.</translation>
    </message>
    <message>
        <source>You can attach up to {most} files, {all} in total.</source>
        <translation>Sie können bis zu {most} Dateien anhängen, insgesamt {all}.</translation>
    </message>
    <message>
        <source>What will leave this computer</source>
        <translation>Was diesen Computer verlassen wird</translation>
    </message>
    <message>
        <source>Choose a file to read it exactly as it will be sent. Clear the tick of anything that you do not want to send.</source>
        <translation>Wählen Sie eine Datei, um sie genau so zu lesen, wie sie gesendet wird. Entfernen Sie das Häkchen bei allem, was Sie nicht senden möchten.</translation>
    </message>
    <message>
        <source>Files of the bundle</source>
        <translation>Dateien des Pakets</translation>
    </message>
    <message>
        <source>Space takes a file out or puts it in again; Enter shows it</source>
        <translation>Die Leertaste nimmt eine Datei heraus oder wieder hinein; die Eingabetaste zeigt sie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>About this bundle</source>
        <translation>Über dieses Paket</translation>
    </message>
    <message>
        <source>What you attached</source>
        <translation>Was Sie angehängt haben</translation>
    </message>
    <message>
        <source>This file is not text. It is sent as it is: nothing can be hidden in it.</source>
        <translation>Diese Datei ist kein Text. Sie wird so gesendet, wie sie ist: In ihr kann nichts verborgen werden.</translation>
    </message>
    <message>
        <source>{start} to {end} of {size}</source>
        <translation>{start} bis {end} von {size}</translation>
    </message>
</context>
<context>
    <name>FindingValues</name>
    <message>
        <source>partition {number} of the disk {disk}</source>
        <translation>Partition {number} des Datenträgers {disk}</translation>
    </message>
    <message>
        <source>disk {disk}</source>
        <translation>Datenträger {disk}</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} und {other}</translation>
    </message>
    <message>
        <source>a disk</source>
        <translation>einem Datenträger</translation>
    </message>
    <message>
        <source>a volume</source>
        <translation>einem Volume</translation>
    </message>
    <message>
        <source>a dynamic disk of Windows</source>
        <translation>einem dynamischen Datenträger von Windows</translation>
    </message>
    <message>
        <source>a Storage Space</source>
        <translation>einem Speicherplatz (Storage Space) von Windows</translation>
    </message>
    <message>
        <source>an LVM group</source>
        <translation>einer LVM-Gruppe</translation>
    </message>
    <message>
        <source>a Linux RAID</source>
        <translation>einem Linux-RAID</translation>
    </message>
    <message>
        <source>UEFI starts only from a FAT partition, and there is none on it</source>
        <translation>UEFI startet nur von einer FAT-Partition, und darauf ist keine</translation>
    </message>
    <message>
        <source>it was made for UEFI (GPT), and this computer starts by BIOS</source>
        <translation>Es wurde für UEFI (GPT) erstellt, und dieser Computer startet mit BIOS</translation>
    </message>
    <message>
        <source>none of its partitions is marked as active, and a BIOS needs that</source>
        <translation>Keine seiner Partitionen ist als aktiv markiert, und ein BIOS braucht das</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>The disk {disk} is failing or about to fail. Back up your data first, before anything else.</source>
        <translation>Der Datenträger {disk} fällt aus oder wird bald ausfallen. Sichern Sie zuerst Ihre Daten, vor allem anderen.</translation>
    </message>
    <message>
        <source>Copy what matters to another disk now. Do not move, resize or check partitions on this disk before that, and do not save the backup on it.</source>
        <translation>Kopieren Sie jetzt alles Wichtige auf einen anderen Datenträger. Verschieben, ändern oder prüfen Sie vorher keine Partitionen auf diesem Datenträger, und speichern Sie die Sicherung nicht darauf.</translation>
    </message>
    <message>
        <source>The disk {disk} shows first signs of wear.</source>
        <translation>Der Datenträger {disk} zeigt erste Zeichen von Verschleiß.</translation>
    </message>
    <message>
        <source>Make sure that you have a current backup, and look at the disk&apos;s health again soon.</source>
        <translation>Achten Sie auf eine aktuelle Sicherung und sehen Sie bald wieder nach dem Zustand des Datenträgers.</translation>
    </message>
    <message>
        <source>The health of the disks is not known: none of them could be asked.</source>
        <translation>Der Zustand der Datenträger ist nicht bekannt: Keiner von ihnen konnte abgefragt werden.</translation>
    </message>
    <message>
        <source>Collect again with administrator rights. If that does not help, install smartmontools (smartctl) and collect once more. Until then, a failing disk is not ruled out.</source>
        <translation>Sammeln Sie noch einmal mit Administratorrechten. Hilft das nicht, installieren Sie smartmontools (smartctl) und sammeln dann erneut. Bis dahin ist ein versagender Datenträger nicht auszuschließen.</translation>
    </message>
    <message>
        <source>Windows has noted faults of {disk}. Back up your data first, before anything else.</source>
        <translation>Windows hat Fehler von {disk} vermerkt. Sichern Sie zuerst Ihre Daten, vor allem anderen.</translation>
    </message>
    <message>
        <source>Copy what matters to another disk now. Then check cables and the disk&apos;s health; do not work on its partitions before.</source>
        <translation>Kopieren Sie jetzt alles Wichtige auf einen anderen Datenträger. Prüfen Sie dann Kabel und Zustand des Datenträgers; arbeiten Sie vorher nicht an seinen Partitionen.</translation>
    </message>
    <message>
        <source>The disk {disk} could not be read in places. Back up your data first, before anything else.</source>
        <translation>Der Datenträger {disk} war stellenweise nicht lesbar. Sichern Sie zuerst Ihre Daten, vor allem anderen.</translation>
    </message>
    <message>
        <source>The connection to a disk ({disk}) was interrupted several times.</source>
        <translation>Die Verbindung zu einem Datenträger ({disk}) war mehrmals unterbrochen.</translation>
    </message>
    <message>
        <source>Check or change the cable or the port of the disk before you work on it.</source>
        <translation>Prüfen oder wechseln Sie Kabel oder Anschluss des Datenträgers, bevor Sie an ihm arbeiten.</translation>
    </message>
    <message>
        <source>The RAID {array} has lost a disk. Back up your data first, before anything else.</source>
        <translation>Das RAID {array} hat einen Datenträger verloren. Sichern Sie zuerst Ihre Daten, vor allem anderen.</translation>
    </message>
    <message>
        <source>Copy what matters to another disk now. Do not change partitions on its disks, and replace the missing disk before anything else.</source>
        <translation>Kopieren Sie jetzt alles Wichtige auf einen anderen Datenträger. Ändern Sie keine Partitionen auf seinen Datenträgern und ersetzen Sie vor allem anderen den fehlenden.</translation>
    </message>
    <message>
        <source>The storage pool {pool} is not healthy. Back up your data first, before anything else.</source>
        <translation>Der Speicherpool {pool} ist nicht in Ordnung. Sichern Sie zuerst Ihre Daten, vor allem anderen.</translation>
    </message>
    <message>
        <source>Copy what matters to another disk now. Do not change partitions on the disks of the pool, and do not remove one, before you know which of them has failed.</source>
        <translation>Kopieren Sie jetzt, was wichtig ist, auf einen anderen Datenträger. Ändern Sie keine Partitionen auf den Datenträgern des Pools und entfernen Sie keinen, bevor Sie wissen, welcher ausgefallen ist.</translation>
    </message>
    <message>
        <source>The virtual disk {disk} of a storage pool is not healthy. Back up your data first, before anything else.</source>
        <translation>Der virtuelle Datenträger {disk} eines Speicherpools ist nicht in Ordnung. Sichern Sie zuerst Ihre Daten, vor allem anderen.</translation>
    </message>
    <message>
        <source>The disks {disks} have the same signature, as after a copy. Windows can use only one of them.</source>
        <translation>Die Datenträger {disks} haben dieselbe Signatur, wie nach einer Kopie. Windows kann nur einen davon verwenden.</translation>
    </message>
    <message>
        <source>Disconnect one of the two disks before you start Windows or work on partitions. Do not start from a copy while the original is connected.</source>
        <translation>Trennen Sie einen der beiden Datenträger, bevor Sie Windows starten oder an Partitionen arbeiten. Starten Sie nicht von einer Kopie, solange das Original angeschlossen ist.</translation>
    </message>
    <message>
        <source>The partition table of the disk {disk} contradicts itself. Operations on it may be refused, or do harm.</source>
        <translation>Die Partitionstabelle des Datenträgers {disk} widerspricht sich. Vorgänge darauf können verweigert werden oder Schaden anrichten.</translation>
    </message>
    <message>
        <source>Do not change partitions on this disk. Back up what matters, and wait for support: the table must be put right first.</source>
        <translation>Ändern Sie keine Partitionen auf diesem Datenträger. Sichern Sie alles Wichtige und warten Sie auf den Support: Zuerst muss die Tabelle in Ordnung gebracht werden.</translation>
    </message>
    <message>
        <source>The disk {disk} has two partition tables (a hybrid MBR) that may contradict each other.</source>
        <translation>Der Datenträger {disk} hat zwei Partitionstabellen (einen Hybrid-MBR), die sich widersprechen können.</translation>
    </message>
    <message>
        <source>Do not change partitions on this disk before support has looked at both tables.</source>
        <translation>Ändern Sie keine Partitionen auf diesem Datenträger, bevor der Support beide Tabellen angesehen hat.</translation>
    </message>
    <message>
        <source>The file system of {volume} was not closed properly or is damaged.</source>
        <translation>Das Dateisystem von {volume} wurde nicht ordentlich geschlossen oder ist beschädigt.</translation>
    </message>
    <message>
        <source>Back up what matters on it. Then shut Windows down completely (not to hibernation) and let it check the volume (chkdsk), before partitions are changed.</source>
        <translation>Sichern Sie alles Wichtige darauf. Fahren Sie Windows dann vollständig herunter (nicht in den Ruhezustand) und lassen Sie das Volume prüfen (chkdsk), bevor Partitionen geändert werden.</translation>
    </message>
    <message>
        <source>{volume} is nearly full: {free} are free.</source>
        <translation>{volume} ist fast voll: {free} sind frei.</translation>
    </message>
    <message>
        <source>Free some space on it, or choose another place, before you go on.</source>
        <translation>Schaffen Sie dort Platz oder wählen Sie einen anderen Ort, bevor Sie weitermachen.</translation>
    </message>
    <message>
        <source>{volume} has too little free space for this operation: {free} are free, {need} are needed.</source>
        <translation>{volume} hat für diesen Vorgang zu wenig Platz: {free} sind frei, {need} werden gebraucht.</translation>
    </message>
    <message>
        <source>Free some space on this volume, then try again.</source>
        <translation>Schaffen Sie Platz auf diesem Volume und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>{volume} is encrypted with {how}. Many operations do not work on it.</source>
        <translation>{volume} ist mit {how} verschlüsselt. Viele Vorgänge funktionieren darauf nicht.</translation>
    </message>
    <message>
        <source>Keep the recovery key at hand. Switch the encryption off (or suspend it) before you resize, move or restore this partition, and on again afterwards.</source>
        <translation>Halten Sie den Wiederherstellungsschlüssel bereit. Schalten Sie die Verschlüsselung ab (oder halten Sie sie an), bevor Sie diese Partition ändern, verschieben oder wiederherstellen, und danach wieder ein.</translation>
    </message>
    <message>
        <source>The disk {disk} belongs to {what}. The product cannot work on its partitions one by one.</source>
        <translation>Der Datenträger {disk} gehört zu {what}. Das Produkt kann seine Partitionen nicht einzeln bearbeiten.</translation>
    </message>
    <message>
        <source>Do not change partitions on this disk with the product before support has answered.</source>
        <translation>Ändern Sie mit dem Produkt keine Partitionen auf diesem Datenträger, bevor der Support geantwortet hat.</translation>
    </message>
    <message>
        <source>Partitions of the disk {disk} are not aligned; the disk is slower than it could be.</source>
        <translation>Partitionen des Datenträgers {disk} sind nicht ausgerichtet; er ist langsamer, als er sein könnte.</translation>
    </message>
    <message>
        <source>This is not urgent. The product can align partitions, after a backup.</source>
        <translation>Das ist nicht eilig. Das Produkt kann Partitionen nach einer Sicherung ausrichten.</translation>
    </message>
    <message>
        <source>This Windows blocks the driver {file} of the installed product, because that version has security holes. Operations that need it fail.</source>
        <translation>Dieses Windows blockiert den Treiber {file} des installierten Produkts, weil diese Version Sicherheitslücken hat. Vorgänge, die ihn brauchen, schlagen fehl.</translation>
    </message>
    <message>
        <source>Update the product: its newer versions bring a driver that Windows accepts. Do not switch the block list off. {kb}</source>
        <translation>Aktualisieren Sie das Produkt: Neuere Versionen bringen einen Treiber mit, den Windows annimmt. Schalten Sie die Sperrliste nicht ab. {kb}</translation>
    </message>
    <message>
        <source>The driver {file} of the installed product has known security holes.</source>
        <translation>Der Treiber {file} des installierten Produkts hat bekannte Sicherheitslücken.</translation>
    </message>
    <message>
        <source>Update the product; if it is not needed any more, uninstall it. {kb}</source>
        <translation>Aktualisieren Sie das Produkt; wird es nicht mehr gebraucht, deinstallieren Sie es. {kb}</translation>
    </message>
    <message>
        <source>Windows refused to load the driver {file} of the installed product. Operations that need it fail.</source>
        <translation>Windows hat den Treiber {file} des installierten Produkts nicht geladen. Vorgänge, die ihn brauchen, schlagen fehl.</translation>
    </message>
    <message>
        <source>Update the product: its newer versions bring a driver that Windows accepts.</source>
        <translation>Aktualisieren Sie das Produkt: Neuere Versionen bringen einen Treiber mit, den Windows annimmt.</translation>
    </message>
    <message>
        <source>Do not repeat the operation before support has answered. {kb}</source>
        <translation>Wiederholen Sie den Vorgang nicht, bevor der Support geantwortet hat. {kb}</translation>
    </message>
    <message>
        <source>A log of the product reports errors.</source>
        <translation>Ein Protokoll des Produkts meldet Fehler.</translation>
    </message>
    <message>
        <source>Nothing needs to be done; support looks at these lines.</source>
        <translation>Sie müssen nichts tun; der Support sieht sich diese Zeilen an.</translation>
    </message>
    <message>
        <source>The operation &quot;{name}&quot; was planned, but never carried out.</source>
        <translation>Der Vorgang „{name}“ war geplant, wurde aber nie ausgeführt.</translation>
    </message>
    <message>
        <source>An operation of the product ended with the error {code}{quoted}.</source>
        <translation>Ein Vorgang des Produkts endete mit dem Fehler {code}{quoted}.</translation>
    </message>
    <message>
        <source>An operation before it failed. Do not apply it again before support has answered.</source>
        <translation>Ein Vorgang davor ist fehlgeschlagen. Wenden Sie diesen nicht erneut an, bevor der Support geantwortet hat.</translation>
    </message>
    <message>
        <source>The operation &quot;{name}&quot; was planned; the log does not tell that it was carried out.</source>
        <translation>Der Vorgang „{name}“ war geplant; das Protokoll sagt nicht, dass er ausgeführt wurde.</translation>
    </message>
    <message>
        <source>If you took it back, or did not apply it yet, all is well. Otherwise tell support when you applied it, and whether the computer was restarted.</source>
        <translation>Haben Sie ihn zurückgenommen oder noch nicht angewendet, ist alles in Ordnung. Sonst teilen Sie dem Support mit, wann Sie ihn angewendet haben und ob der Computer neu gestartet wurde.</translation>
    </message>
    <message>
        <source>An operation was left to a restart of the computer. The computer has been restarted since; the log does not tell whether the operation was carried out.</source>
        <translation>Ein Vorgang sollte bei einem Neustart des Computers ausgeführt werden. Der Computer wurde seitdem neu gestartet; das Protokoll sagt nicht, ob der Vorgang ausgeführt wurde.</translation>
    </message>
    <message>
        <source>Look whether your partitions are as you wanted them. If not, tell support what the screen showed during the restart.</source>
        <translation>Sehen Sie nach, ob Ihre Partitionen so sind, wie Sie sie wollten. Wenn nicht, teilen Sie dem Support mit, was der Bildschirm beim Neustart zeigte.</translation>
    </message>
    <message>
        <source>An operation waits for a restart of the computer before it is carried out.</source>
        <translation>Ein Vorgang wartet auf einen Neustart des Computers, bevor er ausgeführt wird.</translation>
    </message>
    <message>
        <source>Close all programs and restart the computer once. If the operation is still not done then, tell support what the screen showed during the restart.</source>
        <translation>Schließen Sie alle Programme und starten Sie den Computer einmal neu. Ist der Vorgang dann noch nicht erledigt, teilen Sie dem Support mit, was der Bildschirm beim Neustart zeigte.</translation>
    </message>
    <message>
        <source>Several versions of {product} are installed: {versions}.</source>
        <translation>Mehrere Versionen von {product} sind installiert: {versions}.</translation>
    </message>
    <message>
        <source>Tell support which of them you use. Uninstall the others if you do not need them.</source>
        <translation>Teilen Sie dem Support mit, welche davon Sie verwenden. Deinstallieren Sie die anderen, wenn Sie sie nicht brauchen.</translation>
    </message>
    <message>
        <source>{product} {version} has not been supported since {until}.</source>
        <translation>{product} {version} wird seit {until} nicht mehr unterstützt.</translation>
    </message>
    <message>
        <source>Update to a newer version; the fault may be gone there. Ask support which one fits.</source>
        <translation>Steigen Sie auf eine neuere Version um; dort ist der Fehler vielleicht behoben. Fragen Sie den Support, welche passt.</translation>
    </message>
    <message>
        <source>There is a newer build of {product} {version} than the one that is installed.</source>
        <translation>Es gibt einen neueren Build von {product} {version} als den installierten.</translation>
    </message>
    <message>
        <source>Install the newer build and try again; the fault may be fixed in it.</source>
        <translation>Installieren Sie den neueren Build und versuchen Sie es erneut; vielleicht ist der Fehler darin behoben.</translation>
    </message>
    <message>
        <source>Logs that support asks for were not found: {names}.</source>
        <translation>Protokolle, um die der Support bittet, wurden nicht gefunden: {names}.</translation>
    </message>
    <message>
        <source>If you know where the product is installed, name its folder; else copy these files by hand, or say that they do not exist.</source>
        <translation>Wenn Sie wissen, wo das Produkt installiert ist, nennen Sie den Ordner; sonst kopieren Sie diese Dateien von Hand oder teilen Sie mit, dass es sie nicht gibt.</translation>
    </message>
    <message>
        <source>No installed Paragon product was found on this computer.</source>
        <translation>Auf diesem Computer wurde kein installiertes Paragon-Produkt gefunden.</translation>
    </message>
    <message>
        <source>If it is installed, name its folder. If it runs from a recovery medium, or is not installed here, say so.</source>
        <translation>Wenn es installiert ist, nennen Sie den Ordner. Wenn es von einem Rettungsmedium läuft oder hier nicht installiert ist, schreiben Sie es dazu.</translation>
    </message>
    <message>
        <source>Windows waits for a restart.</source>
        <translation>Windows wartet auf einen Neustart.</translation>
    </message>
    <message>
        <source>Restart the computer before you work on partitions.</source>
        <translation>Starten Sie den Computer neu, bevor Sie an Partitionen arbeiten.</translation>
    </message>
    <message>
        <source>A program is set to run before Windows starts the next time.</source>
        <translation>Ein Programm soll vor dem nächsten Start von Windows laufen.</translation>
    </message>
    <message>
        <source>Nothing needs to be done; support looks at it.</source>
        <translation>Sie müssen nichts tun; der Support sieht es sich an.</translation>
    </message>
    <message>
        <source>A part of Windows that backups need ({writer}) has failed.</source>
        <translation>Ein Teil von Windows, den Sicherungen brauchen ({writer}), ist ausgefallen.</translation>
    </message>
    <message>
        <source>Restart the computer and try the backup again. If it fails again, tell support.</source>
        <translation>Starten Sie den Computer neu und versuchen Sie die Sicherung erneut. Schlägt sie wieder fehl, teilen Sie es dem Support mit.</translation>
    </message>
    <message>
        <source>This computer cannot start from the medium {disk}: {why}.</source>
        <translation>Dieser Computer kann vom Medium {disk} nicht starten: {why}.</translation>
    </message>
    <message>
        <source>Make the recovery medium again on this computer, for {mode}, on a stick of at most 32 GB.</source>
        <translation>Erstellen Sie das Rettungsmedium auf diesem Computer neu, für {mode}, auf einem Stick mit höchstens 32 GB.</translation>
    </message>
    <message>
        <source>The recovery environment of Windows, from which recovery media are made, is switched off.</source>
        <translation>Die Wiederherstellungsumgebung von Windows, aus der Rettungsmedien erstellt werden, ist abgeschaltet.</translation>
    </message>
    <message>
        <source>Switch it on (reagentc /enable, as administrator), or make the medium with the Windows ADK.</source>
        <translation>Schalten Sie sie ein (reagentc /enable, als Administrator) oder erstellen Sie das Medium mit dem Windows ADK.</translation>
    </message>
    <message>
        <source>The boot entry &quot;{name}&quot; points at a partition that was not found here.</source>
        <translation>Der Starteintrag „{name}“ verweist auf eine Partition, die hier nicht gefunden wurde.</translation>
    </message>
    <message>
        <source>If the computer does not start, repair the start with the recovery medium. Otherwise this is not urgent.</source>
        <translation>Startet der Computer nicht, reparieren Sie den Start mit dem Rettungsmedium. Sonst ist das nicht eilig.</translation>
    </message>
    <message>
        <source>Programs are installed that may stand in the way: {names}.</source>
        <translation>Es sind Programme installiert, die im Weg stehen können: {names}.</translation>
    </message>
    <message>
        <source>If an operation fails, try it again with these programs paused or closed.</source>
        <translation>Schlägt ein Vorgang fehl, versuchen Sie ihn noch einmal, während diese Programme angehalten oder beendet sind.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong: it shows {now}.</source>
        <translation>Die Uhr dieses Computers geht falsch: Sie zeigt {now}.</translation>
    </message>
    <message>
        <source>Set date and time, then try again. If the clock is wrong after each start, the battery of the mainboard may be empty.</source>
        <translation>Stellen Sie Datum und Uhrzeit ein und versuchen Sie es erneut. Geht die Uhr nach jedem Start falsch, ist vielleicht die Batterie der Hauptplatine leer.</translation>
    </message>
    <message>
        <source>The clock of this computer is, or was, wrong: a log ends at {last}, it is {now} now.</source>
        <translation>Die Uhr dieses Computers geht oder ging falsch: Ein Protokoll endet am {last}, jetzt ist {now}.</translation>
    </message>
    <message>
        <source>Check date, time and time zone of the computer.</source>
        <translation>Prüfen Sie Datum, Uhrzeit und Zeitzone des Computers.</translation>
    </message>
    <message>
        <source>Some facts could not be read, because that needs administrator rights.</source>
        <translation>Einige Angaben konnten nicht gelesen werden, weil dafür Administratorrechte nötig sind.</translation>
    </message>
    <message>
        <source>If support asks for them, collect again as administrator.</source>
        <translation>Wenn der Support danach fragt, sammeln Sie noch einmal als Administrator.</translation>
    </message>
    <message>
        <source>Some facts could not be collected; what is missing is named in the bundle.</source>
        <translation>Einige Angaben konnten nicht gesammelt werden; was fehlt, ist im Paket genannt.</translation>
    </message>
    <message>
        <source>Nothing needs to be done now; support asks if it needs them.</source>
        <translation>Jetzt müssen Sie nichts tun; der Support meldet sich, wenn er sie braucht.</translation>
    </message>
    <message>
        <source>One of the automatic checks could not be finished.</source>
        <translation>Eine der automatischen Prüfungen konnte nicht abgeschlossen werden.</translation>
    </message>
    <message>
        <source>Nothing needs to be done; an engineer looks at this part by hand.</source>
        <translation>Sie müssen nichts tun; ein Techniker sieht sich diesen Teil selbst an.</translation>
    </message>
    <message>
        <source>The automatic checks could not be made.</source>
        <translation>Die automatischen Prüfungen konnten nicht durchgeführt werden.</translation>
    </message>
    <message>
        <source>Nothing needs to be done; an engineer looks at the evidence by hand.</source>
        <translation>Sie müssen nichts tun; ein Techniker sieht sich die gesammelten Daten selbst an.</translation>
    </message>
    <message>
        <source>Not all logs could be checked automatically.</source>
        <translation>Nicht alle Protokolle konnten automatisch geprüft werden.</translation>
    </message>
    <message>
        <source>Nothing needs to be done; an engineer looks at these logs by hand.</source>
        <translation>Sie müssen nichts tun; ein Techniker sieht sich diese Protokolle selbst an.</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <source>What was noticed</source>
        <translation>Was aufgefallen ist</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>More questions: unfolded</source>
        <translation>Weitere Fragen: aufgeklappt</translation>
    </message>
    <message>
        <source>More questions: folded</source>
        <translation>Weitere Fragen: zugeklappt</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Products on this computer</source>
        <translation>Produkte auf diesem Computer</translation>
    </message>
    <message>
        <source>Look for my products now</source>
        <translation>Jetzt nach meinen Produkten suchen</translation>
    </message>
    <message>
        <source>Begins to read this computer</source>
        <translation>Beginnt, diesen Computer auszulesen</translation>
    </message>
    <message>
        <source>Which products are on this computer?</source>
        <translation>Welche Produkte sind auf diesem Computer?</translation>
    </message>
    <message>
        <source>To find them, this program reads the computer&apos;s disks, settings and logs. It changes nothing, and nothing is sent before you have seen it and agreed.</source>
        <translation>Um sie zu finden, liest dieses Programm Datenträger, Einstellungen und Protokolle des Computers. Es ändert nichts, und nichts wird gesendet, bevor Sie es gesehen und zugestimmt haben.</translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) found</source>
        <translation>
            <numerusform>%n Produkt gefunden</numerusform>
            <numerusform>%n Produkte gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for Paragon products on this computer…</source>
        <translation>Auf diesem Computer wird nach Paragon-Produkten gesucht…</translation>
    </message>
    <message>
        <source>No Paragon product was found on this computer.</source>
        <translation>Auf diesem Computer wurde kein Paragon-Produkt gefunden.</translation>
    </message>
    <message>
        <source>Another product, or one on another computer</source>
        <translation>Ein anderes Produkt oder eines auf einem anderen Computer</translation>
    </message>
    <message>
        <source>It is in a folder that I show you</source>
        <translation>Es liegt in einem Ordner, den ich Ihnen zeige</translation>
    </message>
    <message>
        <source>A product that was not found here</source>
        <translation>Ein Produkt, das hier nicht gefunden wurde</translation>
    </message>
    <message>
        <source>{product}, sold as {brand}</source>
        <translation>{product}, verkauft als {brand}</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>build {build}</source>
        <translation>Build {build}</translation>
    </message>
    <message>
        <source>not known until when it is supported</source>
        <translation>nicht bekannt, bis wann es unterstützt wird</translation>
    </message>
    <message>
        <source>no longer supported since {day}</source>
        <translation>seit {day} nicht mehr unterstützt</translation>
    </message>
    <message>
        <source>supported: it is the latest version</source>
        <translation>unterstützt: es ist die neueste Version</translation>
    </message>
    <message>
        <source>supported until {day}</source>
        <translation>unterstützt bis {day}</translation>
    </message>
</context>
<context>
    <name>GapsCard</name>
    <message>
        <source>What is not in it</source>
        <translation>Was nicht enthalten ist</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>What is not in the bundle</source>
        <translation>Was nicht im Paket ist</translation>
    </message>
    <message>
        <source>Each with the reason why</source>
        <translation>Jeweils mit dem Grund</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>{status}: {count}</source>
        <translation>{status}: {count}</translation>
    </message>
</context>
<context>
    <name>HiddenCard</name>
    <message>
        <source>What was hidden</source>
        <translation>Was verborgen wurde</translation>
    </message>
    <message>
        <source>Hide another word everywhere</source>
        <translation>Ein weiteres Wort überall verbergen</translation>
    </message>
    <message>
        <source>For instance the name of a project; at least two letters.</source>
        <translation>Zum Beispiel den Namen eines Projekts; mindestens zwei Buchstaben.</translation>
    </message>
    <message>
        <source>Hide it everywhere</source>
        <translation>Überall verbergen</translation>
    </message>
    <message>
        <source>In all files and in their names</source>
        <translation>In allen Dateien und in ihren Namen</translation>
    </message>
    <message>
        <source>Every hidden value</source>
        <translation>Alle verborgenen Werte</translation>
    </message>
    <message>
        <source>Hidden values</source>
        <translation>Verborgene Werte</translation>
    </message>
    <message>
        <source>What was found, and what is sent instead</source>
        <translation>Was gefunden wurde und was stattdessen gesendet wird</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Sent instead</source>
        <translation>Stattdessen gesendet</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Show this value everywhere</source>
        <translation>Diesen Wert überall zeigen</translation>
    </message>
    <message>
        <source>It is sent in clear then; choose a value above first</source>
        <translation>Er wird dann im Klartext gesendet; wählen Sie zuerst oben einen Wert</translation>
    </message>
    <message>
        <source>How much is hidden</source>
        <translation>Wie viel verborgen wird</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Names, addresses, serial numbers and passwords. The best choice.</source>
        <translation>Namen, Adressen, Seriennummern und Kennwörter. Die beste Wahl.</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Streng</translation>
    </message>
    <message>
        <source>Names of files and folders, too. Some problems cannot be found then.</source>
        <translation>Auch Namen von Dateien und Ordnern. Manche Probleme lassen sich dann nicht finden.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Everything is sent as it is, personal data and passwords included.</source>
        <translation>Alles wird so gesendet, wie es ist, einschließlich persönlicher Daten und Kennwörter.</translation>
    </message>
    <message>
        <source>I am sure: send personal data and passwords from this computer in clear</source>
        <translation>Ich bin sicher: persönliche Daten und Kennwörter von diesem Computer im Klartext senden</translation>
    </message>
    <message>
        <source>Asked a second time, because nothing is hidden then</source>
        <translation>Wird ein zweites Mal gefragt, weil dann nichts verborgen wird</translation>
    </message>
    <message>
        <source>Nothing will be hidden.</source>
        <translation>Es wird nichts verborgen.</translation>
    </message>
    <message>
        <source>Whoever reads the bundle sees the names, addresses and passwords in its logs. The last check is skipped as well.</source>
        <translation>Wer das Paket liest, sieht Namen, Adressen und Kennwörter, die in Protokollen stehen. Auch die letzte Prüfung entfällt.</translation>
    </message>
    <message>
        <source>Nothing was hidden: you have switched it off.</source>
        <translation>Es wurde nichts verborgen: Sie haben es abgeschaltet.</translation>
    </message>
    <message>
        <source>Nothing personal was found.</source>
        <translation>Es wurde nichts Persönliches gefunden.</translation>
    </message>
    <message>
        <source>(removed, not kept anywhere)</source>
        <translation>(entfernt, nirgends aufbewahrt)</translation>
    </message>
    <message>
        <source>At least two letters are needed.</source>
        <translation>Mindestens zwei Buchstaben sind nötig.</translation>
    </message>
</context>
<context>
    <name>LeakPage</name>
    <message>
        <source>Something personal would have been sent</source>
        <translation>Etwas Persönliches wäre gesendet worden</translation>
    </message>
    <message>
        <source>The last check stopped it. Nothing has left this computer.</source>
        <translation>Die letzte Prüfung hat es verhindert. Nichts hat diesen Computer verlassen.</translation>
    </message>
    <message>
        <source>Hide it and go on</source>
        <translation>Verbergen und fortfahren</translation>
    </message>
    <message>
        <source>The values that were found are hidden once more, then everything is checked again. This is nearly always the best way.</source>
        <translation>Die gefundenen Werte werden noch einmal verborgen, dann wird alles erneut geprüft. Das ist fast immer der beste Weg.</translation>
    </message>
    <message>
        <source>Hide it again</source>
        <translation>Noch einmal verbergen</translation>
    </message>
    <message>
        <source>Then everything is checked again and sent</source>
        <translation>Danach wird alles erneut geprüft und gesendet</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es steht</translation>
    </message>
    <message>
        <source>Send it all the same</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message>
        <source>Paragon&apos;s engineers will see it in clear. Look at every place above first.</source>
        <translation>Die Techniker von Paragon sehen es dann im Klartext. Sehen Sie sich zuerst jede Stelle oben an.</translation>
    </message>
    <message>
        <source>I have read these places and want to send them</source>
        <translation>Ich habe diese Stellen gelesen und möchte sie senden</translation>
    </message>
    <message>
        <source>Possible once every place was shown</source>
        <translation>Möglich, sobald jede Stelle gezeigt wurde</translation>
    </message>
    <message>
        <source>Paragon sees these values in clear</source>
        <translation>Paragon sieht diese Werte im Klartext</translation>
    </message>
    <message numerus="yes">
        <source>And %n more place(s).</source>
        <translation>
            <numerusform>Und %n weitere Stelle.</numerusform>
            <numerusform>Und %n weitere Stellen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what it is</source>
        <translation>Zeigen, was es ist</translation>
    </message>
    <message>
        <source>Leave this file out</source>
        <translation>Diese Datei weglassen</translation>
    </message>
</context>
<context>
    <name>MeterCard</name>
    <message>
        <source>How complete your request is</source>
        <translation>Wie vollständig Ihre Anfrage ist</translation>
    </message>
    <message>
        <source>Answer this</source>
        <translation>Jetzt beantworten</translation>
    </message>
    <message>
        <source>Goes to the answer that would help most</source>
        <translation>Geht zu der Antwort, die am meisten helfen würde</translation>
    </message>
    <message>
        <source>An engineer knows {percent} of what helps</source>
        <translation>Der Techniker weiß {percent} dessen, was ihm hilft</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Nothing is missing. Thank you!</source>
        <translation>Es fehlt nichts. Vielen Dank!</translation>
    </message>
    <message>
        <source>What would help most now: {answer}</source>
        <translation>Was jetzt am meisten helfen würde: {answer}</translation>
    </message>
</context>
<context>
    <name>MoreCard</name>
    <message>
        <source>More, on request</source>
        <translation>Mehr, auf Wunsch</translation>
    </message>
    <message>
        <source>This is read only if you tick it, for instance because support asked you to. You see it here before you send it, and it is gone again if you take the tick away.</source>
        <translation>Das wird nur gelesen, wenn Sie es ankreuzen, etwa weil der Support Sie darum gebeten hat. Sie sehen es hier, bevor Sie es senden, und es ist wieder weg, wenn Sie das Häkchen entfernen.</translation>
    </message>
    <message>
        <source>Show what can be asked for</source>
        <translation>Zeigen, was verlangt werden kann</translation>
    </message>
    <message>
        <source>Personal in it: {personal}</source>
        <translation>Persönlich daran: {personal}</translation>
    </message>
</context>
<context>
    <name>Noticed</name>
    <message>
        <source>What you can do about it</source>
        <translation>Was Sie dagegen tun können</translation>
    </message>
    <message>
        <source>All the others are on the review page.</source>
        <translation>Alle übrigen stehen auf der Seite „Durchsicht“.</translation>
    </message>
    <message>
        <source>What was noticed on this computer, and what you can do</source>
        <translation>Was an diesem Computer auffiel, und was Sie tun können</translation>
    </message>
    <message>
        <source>Hide advice</source>
        <translation>Rat ausblenden</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was ist zu tun?</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>What waits here is sent by itself while this program runs.</source>
        <translation>Was hier wartet, wird von selbst gesendet, solange dieses Programm läuft.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Es wartet nichts auf den Versand.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Tries again what is due</source>
        <translation>Versucht erneut, was fällig ist</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Waiting since {moment}</source>
        <translation>Wartet seit {moment}</translation>
    </message>
    <message>
        <source>For your ticket {ticket}</source>
        <translation>Für Ihr Ticket {ticket}</translation>
    </message>
    <message>
        <source>Its ticket is there already: {ticket}</source>
        <translation>Das Ticket gibt es schon: {ticket}</translation>
    </message>
    <message>
        <source>{sent} of {size} sent</source>
        <translation>{sent} von {size} gesendet</translation>
    </message>
    <message>
        <source>It is tried by itself until {moment}</source>
        <translation>Es wird von selbst versucht bis {moment}</translation>
    </message>
    <message>
        <source>Discard it for good</source>
        <translation>Endgültig verwerfen</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>Probes</name>
    <message>
        <source>Operating system</source>
        <translation>Betriebssystem</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Kernel log</source>
        <translation>Kernel-Protokoll</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Controllers and drivers</source>
        <translation>Controller und Treiber</translation>
    </message>
    <message>
        <source>Power supply</source>
        <translation>Stromversorgung</translation>
    </message>
    <message>
        <source>Files of the registry</source>
        <translation>Dateien der Registrierung</translation>
    </message>
    <message>
        <source>Crashes of Windows</source>
        <translation>Abstürze von Windows</translation>
    </message>
    <message>
        <source>Protection against drivers</source>
        <translation>Schutz vor Treibern</translation>
    </message>
    <message>
        <source>Filter drivers</source>
        <translation>Filtertreiber</translation>
    </message>
    <message>
        <source>What waits for a restart</source>
        <translation>Was auf einen Neustart wartet</translation>
    </message>
    <message>
        <source>Disks and file systems</source>
        <translation>Datenträger und Dateisysteme</translation>
    </message>
    <message>
        <source>Paragon products</source>
        <translation>Paragon-Produkte</translation>
    </message>
    <message>
        <source>Logs of Paragon products</source>
        <translation>Protokolle der Paragon-Produkte</translation>
    </message>
    <message>
        <source>Partition tables</source>
        <translation>Partitionstabellen</translation>
    </message>
    <message>
        <source>Start of the machine</source>
        <translation>Start des Computers</translation>
    </message>
    <message>
        <source>RAID, dynamic disks and storage pools</source>
        <translation>RAID, dynamische Datenträger und Speicherpools</translation>
    </message>
    <message>
        <source>Boot configuration of Windows</source>
        <translation>Startkonfiguration von Windows</translation>
    </message>
    <message>
        <source>Setup and repair logs of Windows</source>
        <translation>Setup- und Reparaturprotokolle von Windows</translation>
    </message>
    <message>
        <source>Volumes and encryption</source>
        <translation>Volumes und Verschlüsselung</translation>
    </message>
    <message>
        <source>Drivers of Paragon products</source>
        <translation>Treiber der Paragon-Produkte</translation>
    </message>
    <message>
        <source>Updates of the system</source>
        <translation>Aktualisierungen des Systems</translation>
    </message>
    <message>
        <source>Programs known to conflict</source>
        <translation>Programme mit bekannten Konflikten</translation>
    </message>
    <message>
        <source>Event log of Windows</source>
        <translation>Ereignisprotokoll von Windows</translation>
    </message>
    <message>
        <source>Recovery environment (WinRE)</source>
        <translation>Wiederherstellungsumgebung (WinRE)</translation>
    </message>
    <message>
        <source>Health of disks</source>
        <translation>Zustand der Datenträger</translation>
    </message>
    <message>
        <source>Processor details</source>
        <translation>Einzelheiten zum Prozessor</translation>
    </message>
    <message>
        <source>Shadow copies (VSS)</source>
        <translation>Schattenkopien (VSS)</translation>
    </message>
    <message>
        <source>Storage Spaces</source>
        <translation>Speicherplätze (Storage Spaces)</translation>
    </message>
    <message>
        <source>System Information report (msinfo32)</source>
        <translation>Bericht der Systeminformationen (msinfo32)</translation>
    </message>
    <message>
        <source>Boot sectors, byte for byte</source>
        <translation>Bootsektoren, Byte für Byte</translation>
    </message>
    <message>
        <source>Reachability of the backup server</source>
        <translation>Erreichbarkeit des Sicherungsservers</translation>
    </message>
    <message>
        <source>Crash dumps of Windows, whole</source>
        <translation>Absturzabbilder von Windows, ganz</translation>
    </message>
    <message>
        <source>Which version of a product fits, and how disks are reached and started from, depends on exactly these.</source>
        <translation>Davon hängt ab, welche Version eines Produkts passt und wie Datenträger angesprochen werden und von ihnen gestartet wird.</translation>
    </message>
    <message>
        <source>Recovery media run from memory, and an operation that runs out of it stops half-way.</source>
        <translation>Rettungsmedien laufen im Arbeitsspeicher, und ein Vorgang, dem er ausgeht, bleibt auf halbem Weg stehen.</translation>
    </message>
    <message>
        <source>Read errors, resets of cables and controllers, and faults of file systems stand here first. From a Recovery CD it is the log that Paragon Support asks for.</source>
        <translation>Lesefehler, Abbrüche an Kabeln und Controllern und Fehler in Dateisystemen stehen zuerst hier. Von einer Recovery-CD ist es das Protokoll, um das der Paragon-Support bittet.</translation>
    </message>
    <message>
        <source>Long operations that seem to hang are often only slow, or wait for a busy machine.</source>
        <translation>Lange Vorgänge, die zu hängen scheinen, sind oft nur langsam oder warten auf einen ausgelasteten Computer.</translation>
    </message>
    <message>
        <source>Recovery media need the same drivers; without that of the controller no disk is found.</source>
        <translation>Rettungsmedien brauchen dieselben Treiber; ohne den des Controllers wird kein Datenträger gefunden.</translation>
    </message>
    <message>
        <source>An operation that moves partitions must not be cut off; on battery it may be.</source>
        <translation>Ein Vorgang, der Partitionen verschiebt, darf nicht unterbrochen werden; im Akkubetrieb kann das geschehen.</translation>
    </message>
    <message>
        <source>A registry that is damaged or was not written to its end is a reason why Windows does not start, and why other facts may be missing here.</source>
        <translation>Eine beschädigte oder nicht zu Ende geschriebene Registrierung kann der Grund sein, warum Windows nicht startet und warum hier andere Angaben fehlen.</translation>
    </message>
    <message>
        <source>A disk that fails, or a driver that does not fit it, stops Windows with a code that names the culprit.</source>
        <translation>Ein ausfallender Datenträger oder ein unpassender Treiber hält Windows mit einem Code an, der die Ursache nennt.</translation>
    </message>
    <message>
        <source>Older products bring a driver that newer Windows blocks: every operation then fails without saying why.</source>
        <translation>Ältere Produkte bringen einen Treiber mit, den neuere Windows-Versionen blockieren: Jeder Vorgang schlägt dann ohne Begründung fehl.</translation>
    </message>
    <message>
        <source>Other backup, encryption and antivirus programs sit there; two that do the same make each other fail, and one that was left behind keeps disks from being found.</source>
        <translation>Dort sitzen andere Sicherungs-, Verschlüsselungs- und Virenschutzprogramme; zwei, die dasselbe tun, stören einander, und ein zurückgebliebenes verhindert, dass Datenträger gefunden werden.</translation>
    </message>
    <message>
        <source>Operations on the system disk run there; one that waits for ever, or a Windows that only hibernated, explains most operations that did nothing.</source>
        <translation>Vorgänge am Systemdatenträger laufen dort; einer, der ewig wartet, oder ein Windows, das nur im Ruhezustand war, erklärt die meisten Vorgänge, die nichts bewirkten.</translation>
    </message>
    <message>
        <source>Every operation of a disk tool begins with this layout; most faults can be seen in it.</source>
        <translation>Jeder Vorgang eines Festplattenprogramms beginnt mit dieser Aufteilung; die meisten Fehler sind darin zu sehen.</translation>
    </message>
    <message>
        <source>The exact build decides which faults are known and which fix applies (the policy asks for product, version and build number).</source>
        <translation>Der genaue Build entscheidet, welche Fehler bekannt sind und welche Abhilfe passt (die Support-Richtlinie verlangt Produkt, Version und Build-Nummer).</translation>
    </message>
    <message>
        <source>These four are what the support policy asks for: they hold every operation with its result.</source>
        <translation>Um diese vier bittet die Support-Richtlinie: Sie enthalten jeden Vorgang mit seinem Ergebnis.</translation>
    </message>
    <message>
        <source>A table that is damaged, contradicts itself or does not fit the disk is the most common cause of a refused operation, and the operating system does not show it.</source>
        <translation>Eine Tabelle, die beschädigt ist, sich widerspricht oder nicht zum Datenträger passt, ist die häufigste Ursache für einen verweigerten Vorgang, und das Betriebssystem zeigt sie nicht.</translation>
    </message>
    <message>
        <source>After a partition was moved or restored, a machine that does not start is missing one of these.</source>
        <translation>Wenn ein Computer nach dem Verschieben oder Wiederherstellen einer Partition nicht startet, fehlt eines davon.</translation>
    </message>
    <message>
        <source>Partitions inside of an array or a group must not be touched one by one.</source>
        <translation>Partitionen innerhalb eines Verbunds oder einer Gruppe dürfen nicht einzeln bearbeitet werden.</translation>
    </message>
    <message>
        <source>A pool that lacks a disk is one fault away from losing the data, and its disks look empty to disk tools.</source>
        <translation>Einen Speicherpool, dem ein Datenträger fehlt, trennt ein einziger Fehler vom Verlust der Daten; Festplattenwerkzeugen erscheinen seine Datenträger leer.</translation>
    </message>
    <message>
        <source>After a disk was copied, a partition moved or a system restored, these entries still name the old partition: the most common reason why Windows does not start.</source>
        <translation>Nachdem ein Datenträger kopiert, eine Partition verschoben oder ein System wiederhergestellt wurde, nennen diese Einträge noch die alte Partition: der häufigste Grund, warum Windows nicht startet.</translation>
    </message>
    <message>
        <source>They say when a driver was changed, an update or a repair failed, or a file could not be replaced at start.</source>
        <translation>Sie sagen, wann ein Treiber geändert wurde, eine Aktualisierung oder Reparatur fehlschlug oder eine Datei beim Start nicht ersetzt werden konnte.</translation>
    </message>
    <message>
        <source>A volume that is encrypted or waits for a check must not be resized or moved.</source>
        <translation>Ein Volume, das verschlüsselt ist oder auf eine Prüfung wartet, darf nicht in der Größe geändert oder verschoben werden.</translation>
    </message>
    <message>
        <source>Windows blocks old versions of BioNTdrv.sys as vulnerable; the exact version decides whether a product can work at all.</source>
        <translation>Windows blockiert alte Versionen von BioNTdrv.sys als angreifbar; die genaue Version entscheidet, ob ein Produkt überhaupt arbeiten kann.</translation>
    </message>
    <message>
        <source>What worked yesterday and fails today has often been updated in between.</source>
        <translation>Was gestern lief und heute nicht, wurde oft dazwischen aktualisiert.</translation>
    </message>
    <message>
        <source>Two programs that work on the same disk keep each other from it.</source>
        <translation>Zwei Programme, die am selben Datenträger arbeiten, hindern einander daran.</translation>
    </message>
    <message>
        <source>Bad sectors, resets and file systems in trouble stand here long before a product fails.</source>
        <translation>Fehlerhafte Sektoren, Abbrüche und Probleme von Dateisystemen stehen hier, lange bevor ein Produkt versagt.</translation>
    </message>
    <message>
        <source>Recovery media are made from it, and a partition that was moved without telling Windows switches it off.</source>
        <translation>Aus ihr werden Rettungsmedien erstellt, und eine Partition, die ohne Wissen von Windows verschoben wurde, schaltet sie ab.</translation>
    </message>
    <message>
        <source>A disk that is failing must be copied before anything else is done to it.</source>
        <translation>Ein ausfallender Datenträger muss kopiert werden, bevor irgendetwas anderes mit ihm geschieht.</translation>
    </message>
    <message>
        <source>Some faults of drivers and of encryption show only on one family of processors.</source>
        <translation>Manche Fehler von Treibern und Verschlüsselung zeigen sich nur auf einer Prozessorfamilie.</translation>
    </message>
    <message>
        <source>Backups of a running Windows stand on it: one writer that has failed stops them all.</source>
        <translation>Sicherungen eines laufenden Windows beruhen darauf: Ein einziger fehlgeschlagener Writer hält sie alle auf.</translation>
    </message>
    <message>
        <source>The support policy asks for it where the other facts leave a question open.</source>
        <translation>Die Support-Richtlinie bittet darum, wenn die übrigen Angaben eine Frage offen lassen.</translation>
    </message>
    <message>
        <source>Where a table or a boot sector is damaged, only the bytes themselves show what it was and whether it can be repaired.</source>
        <translation>Ist eine Tabelle oder ein Bootsektor beschädigt, zeigen nur die Bytes selbst, was dort stand und ob es zu reparieren ist.</translation>
    </message>
    <message>
        <source>A backup to a share that fails often fails because the server is not found, or does not let this computer in; the log of the product does not tell which.</source>
        <translation>Eine Sicherung auf eine Freigabe scheitert oft daran, dass der Server nicht gefunden wird oder diesen Computer nicht hineinlässt; das Protokoll des Produkts sagt nicht, welches von beiden.</translation>
    </message>
    <message>
        <source>Where the code of a crash is not enough, an engineer sees in the dump which driver was at work, and in which order.</source>
        <translation>Reicht der Code eines Absturzes nicht, sieht ein Techniker im Abbild, welcher Treiber am Werk war und in welcher Reihenfolge.</translation>
    </message>
    <message>
        <source>The messages of the kernel: /dev/kmsg, /var/log/dmesg and its older copies, the warnings and errors of the last 30 days in the journal of the system, and copies that you saved and named.</source>
        <translation>Die Meldungen des Kernels: /dev/kmsg, /var/log/dmesg und dessen ältere Kopien, die Warnungen und Fehler der letzten 30 Tage im Journal des Systems sowie Kopien, die Sie gespeichert und angegeben haben.</translation>
    </message>
    <message>
        <source>The first and last sectors of each disk, with the partition table (MBR with its chain of logical partitions, both copies of a GPT), and the first bytes of each partition, which tell its file system, whether that was closed cleanly, or that it is encrypted. No file and no key is read.</source>
        <translation>Die ersten und letzten Sektoren jedes Datenträgers mit der Partitionstabelle (MBR mit der Kette der logischen Partitionen, beide Kopien einer GPT) und die ersten Bytes jeder Partition, die verraten, welches Dateisystem sie hat, ob es sauber geschlossen wurde oder ob sie verschlüsselt ist. Es werden keine Dateien und keine Schlüssel gelesen.</translation>
    </message>
    <message>
        <source>Which disks are part of a dynamic disk, a storage pool, a RAID or an LVM group, by the types of their partitions; on Linux also /proc/mdstat and the volumes and groups of LVM, without changing or locking them.</source>
        <translation>Welche Datenträger zu einem dynamischen Datenträger, einem Speicherpool, einem RAID oder einer LVM-Gruppe gehören, nach den Typen ihrer Partitionen; unter Linux auch /proc/mdstat sowie die Volumes und Gruppen von LVM, ohne sie zu ändern oder zu sperren.</translation>
    </message>
    <message>
        <source>The store of the boot loader (BCD): its entries, what each starts, and the partition that it expects that on. On a Windows that does not run it is read from its file.</source>
        <translation>Der Speicher des Startprogramms (BCD): seine Einträge, was jeder startet und auf welcher Partition er es erwartet. Bei einem Windows, das nicht läuft, wird er aus seiner Datei gelesen.</translation>
    </message>
    <message>
        <source>Whether the recovery environment of Windows is switched on, and on which partition it lies (ReAgent.xml, reagentc /info).</source>
        <translation>Ob die Wiederherstellungsumgebung von Windows eingeschaltet ist und auf welcher Partition sie liegt (ReAgent.xml, reagentc /info).</translation>
    </message>
    <message>
        <source>The storage pools of Windows and the virtual disks in them, with their health, their state, how they guard against the loss of a disk, and the disks that they lie on, through PowerShell. Nothing is changed or repaired.</source>
        <translation>Die Speicherpools von Windows und die virtuellen Datenträger in ihnen: ihr Zustand, wie sie gegen den Ausfall eines Datenträgers geschützt sind und auf welchen Datenträgern sie liegen, über PowerShell. Es wird nichts geändert oder repariert.</translation>
    </message>
    <message>
        <source>What each disk reports about its own health (SMART, NVMe), from its driver, and with smartctl where that is installed. A disk that is known to sleep is not woken, no test is started.</source>
        <translation>Was jeder Datenträger über seinen eigenen Zustand meldet (SMART, NVMe), über seinen Treiber und mit smartctl, wo das installiert ist. Ein Datenträger, von dem bekannt ist, dass er schläft, wird nicht geweckt, kein Test wird gestartet.</translation>
    </message>
    <message>
        <source>The writers and providers of the Volume Shadow Copy Service with their states and last errors, and the space that is set aside for shadow copies, through vssadmin.</source>
        <translation>Die Verfasser (Writer) und Anbieter des Volumeschattenkopie-Dienstes mit Zustand und letztem Fehler sowie der Platz, der für Schattenkopien vorgesehen ist, über vssadmin.</translation>
    </message>
    <message>
        <source>The first 4 KiB of the crash dumps of Windows (Minidump and MEMORY.DMP, or where the registry says that they lie): the code of the fault with its four parameters, and its time. What the memory held is not read.</source>
        <translation>Die ersten 4 KiB der Absturzabbilder von Windows (Minidump und MEMORY.DMP, oder wo sie laut Registrierung liegen): der Code des Fehlers mit seinen vier Parametern und seine Zeit. Was im Speicher stand, wird nicht gelesen.</translation>
    </message>
    <message>
        <source>Of each disk the first 34 sectors (MBR, GPT), of a GPT also the last 33, the sectors that describe logical partitions, and the boot sector of each partition, of NTFS with its copy at the end. No file is read.</source>
        <translation>Von jedem Datenträger die ersten 34 Sektoren (MBR, GPT), bei einer GPT auch die letzten 33, die Sektoren, die logische Partitionen beschreiben, und der Bootsektor jeder Partition, bei NTFS mit seiner Kopie am Ende. Es wird keine Datei gelesen.</translation>
    </message>
    <message>
        <source>The three newest small crash dumps (Minidump), as Windows wrote them, up to 10 MB each. The large one (MEMORY.DMP) is never read.</source>
        <translation>Die drei neuesten kleinen Absturzabbilder (Minidump), wie Windows sie geschrieben hat, bis je 10 MB. Das große (MEMORY.DMP) wird nie gelesen.</translation>
    </message>
    <message>
        <source>The report that System Information of Windows saves (File, Save): hardware, drivers, services, running programs, environment variables and network connections. It takes minutes, so it is made on request only.</source>
        <translation>Der Bericht, den die Systeminformationen von Windows speichern (Datei, Speichern): Hardware, Treiber, Dienste, laufende Programme, Umgebungsvariablen und Netzwerkverbindungen. Das dauert Minuten, deshalb geschieht es nur auf Wunsch.</translation>
    </message>
    <message>
        <source>The names of servers in what is mounted, in network drives, and in jobs and logs of Paragon products. Of at most eight of them it asks for the address and whether they answer on the ports of file shares (such as 445 and 2049), within seconds. No share is opened, and no password is used.</source>
        <translation>Die Namen von Servern in dem, was eingehängt ist, in Netzlaufwerken und in Aufträgen und Protokollen von Paragon-Produkten. Bei höchstens acht davon wird nach der Adresse gefragt und ob sie an den Ports von Dateifreigaben antworten (etwa 445 und 2049), binnen Sekunden. Keine Freigabe wird geöffnet und kein Kennwort verwendet.</translation>
    </message>
    <message>
        <source>Serial numbers and identifiers of disks and volumes, names that you gave to partitions and volumes; where a table is damaged, also a sector of something else. These are bytes, not text: nothing in them can be hidden.</source>
        <translation>Seriennummern und Kennungen von Datenträgern und Volumes, Namen, die Sie Partitionen und Volumes gegeben haben; ist eine Tabelle beschädigt, auch ein Sektor von etwas anderem. Das sind Bytes, kein Text: Darin kann nichts verborgen werden.</translation>
    </message>
    <message>
        <source>High risk: a dump is a piece of the memory at the moment of the crash. It may hold anything that was in use then, such as names, parts of documents, or passwords. It is not text: nothing in it can be hidden.</source>
        <translation>Hohes Risiko: Ein Abbild ist ein Stück des Speichers im Augenblick des Absturzes. Darin kann alles stehen, was gerade in Gebrauch war, etwa Namen, Teile von Dokumenten oder Kennwörter. Es ist kein Text: Darin kann nichts verborgen werden.</translation>
    </message>
    <message>
        <source>Names of the account and the computer, environment variables, running programs, network addresses. What is known or recognised is replaced by pseudonyms.</source>
        <translation>Namen des Kontos und des Computers, Umgebungsvariablen, laufende Programme, Netzwerkadressen. Was bekannt ist oder erkannt wird, wird durch Pseudonyme ersetzt.</translation>
    </message>
    <message>
        <source>Names and addresses of servers. They are replaced by pseudonyms. The servers and the network may note that they were asked.</source>
        <translation>Namen und Adressen von Servern. Sie werden durch Pseudonyme ersetzt. Die Server und das Netz können vermerken, dass sie gefragt wurden.</translation>
    </message>
</context>
<context>
    <name>ProblemPage</name>
    <message>
        <source>What would you like to add?</source>
        <translation>Was möchten Sie ergänzen?</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Was ist geschehen?</translation>
    </message>
    <message>
        <source>It is added to your ticket, and an engineer sees it.</source>
        <translation>Es wird Ihrem Ticket hinzugefügt, und ein Techniker sieht es.</translation>
    </message>
    <message>
        <source>The more an engineer knows, the fewer questions come back.</source>
        <translation>Je mehr der Techniker weiß, desto weniger Rückfragen gibt es.</translation>
    </message>
    <message>
        <source>The problem in one line</source>
        <translation>Das Problem in einer Zeile</translation>
    </message>
    <message>
        <source>It becomes the subject of your ticket.</source>
        <translation>Sie wird zum Betreff Ihres Tickets.</translation>
    </message>
    <message>
        <source>Resizing drive D: stops with an error</source>
        <translation>Größenänderung von Laufwerk D: bricht mit einem Fehler ab</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>Worum geht es?</translation>
    </message>
    <message>
        <source>Decides what an engineer looks at first</source>
        <translation>Entscheidet, was sich der Techniker zuerst ansieht</translation>
    </message>
    <message>
        <source>What did you do?</source>
        <translation>Was haben Sie getan?</translation>
    </message>
    <message>
        <source>Step by step, with the names of menus and buttons</source>
        <translation>Schritt für Schritt, mit den Namen von Menüs und Schaltflächen</translation>
    </message>
    <message>
        <source>What did you expect? (optional)</source>
        <translation>Was haben Sie erwartet? (optional)</translation>
    </message>
    <message>
        <source>What should have happened</source>
        <translation>Was hätte geschehen sollen</translation>
    </message>
    <message>
        <source>What happened instead? (optional)</source>
        <translation>Was ist stattdessen geschehen? (optional)</translation>
    </message>
    <message>
        <source>Messages word for word, if you can</source>
        <translation>Meldungen möglichst im Wortlaut</translation>
    </message>
    <message>
        <source>Error code (optional)</source>
        <translation>Fehlercode (optional)</translation>
    </message>
    <message>
        <source>As it was shown.</source>
        <translation>So, wie er angezeigt wurde.</translation>
    </message>
    <message>
        <source>Since when does it happen? (optional)</source>
        <translation>Seit wann ist das so? (optional)</translation>
    </message>
    <message>
        <source>And what changed then: an update, a new disk, nothing?</source>
        <translation>Und was hat sich damals geändert: ein Update, eine neue Festplatte, nichts?</translation>
    </message>
    <message>
        <source>When did it happen last? (optional)</source>
        <translation>Wann ist es zuletzt geschehen? (optional)</translation>
    </message>
    <message>
        <source>As exactly as you know: it is looked for in the logs.</source>
        <translation>So genau Sie es wissen: Danach wird in den Protokollen gesucht.</translation>
    </message>
    <message>
        <source>It happened just now</source>
        <translation>Es ist gerade eben geschehen</translation>
    </message>
    <message>
        <source>Fills in the time of this moment</source>
        <translation>Trägt die jetzige Uhrzeit ein</translation>
    </message>
    <message>
        <source>Can you make it happen again?</source>
        <translation>Lässt es sich wiederholen?</translation>
    </message>
    <message>
        <source>Could data be lost?</source>
        <translation>Könnten Daten verloren gehen?</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Then write nothing to that disk until an engineer has answered.</source>
        <translation>Dann schreiben Sie bitte nichts auf diesen Datenträger, bis ein Techniker geantwortet hat.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>Ich weiß es nicht</translation>
    </message>
    <message>
        <source>An earlier ticket about this (optional)</source>
        <translation>Ein früheres Ticket dazu (optional)</translation>
    </message>
    <message>
        <source>Its Ticket ID, such as SRS-00000000.</source>
        <translation>Seine Ticket-ID, zum Beispiel SRS-00000000.</translation>
    </message>
    <message>
        <source>How does it affect your business?</source>
        <translation>Wie wirkt es sich auf Ihren Betrieb aus?</translation>
    </message>
    <message>
        <source>I would rather not say</source>
        <translation>Keine Angabe</translation>
    </message>
    <message>
        <source>The more serious it is, the sooner it is looked at.</source>
        <translation>Je schwerwiegender, desto früher wird es bearbeitet.</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>Ihre Nachricht</translation>
    </message>
    <message>
        <source>News, an answer to a question, or what you have tried since.</source>
        <translation>Neues, die Antwort auf eine Frage oder was Sie seither versucht haben.</translation>
    </message>
    <message>
        <source>I have another problem, too</source>
        <translation>Ich habe noch ein anderes Problem</translation>
    </message>
    <message>
        <source>Each request is about one problem. A second one begins with the same product, contact and evidence; this one is kept, and you can continue it from the start page.</source>
        <translation>Jede Anfrage behandelt ein Problem. Eine zweite beginnt mit demselben Produkt, Kontakt und denselben gesammelten Daten; diese hier bleibt erhalten, und Sie können sie von der Startseite aus fortsetzen.</translation>
    </message>
    <message>
        <source>Begin a second request</source>
        <translation>Zweite Anfrage beginnen</translation>
    </message>
    <message>
        <source>This request is kept as a draft</source>
        <translation>Diese Anfrage bleibt als Entwurf erhalten</translation>
    </message>
</context>
<context>
    <name>ProductPage</name>
    <message>
        <source>Which product is it about?</source>
        <translation>Um welches Produkt geht es?</translation>
    </message>
    <message>
        <source>Before you type anything more, see what you can expect.</source>
        <translation>Bevor Sie mehr eingeben: Sehen Sie hier, was Sie erwarten können.</translation>
    </message>
    <message>
        <source>Folder of the program</source>
        <translation>Ordner des Programms</translation>
    </message>
    <message>
        <source>Where its executable file lies. It is looked at as well then.</source>
        <translation>Dort, wo die Programmdatei liegt. Auch dieser Ordner wird dann ausgelesen.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Opens a window in which a folder is chosen</source>
        <translation>Öffnet ein Fenster, in dem ein Ordner gewählt wird</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Choose from the list, or type its name.</source>
        <translation>Wählen Sie es aus der Liste oder tippen Sie den Namen ein.</translation>
    </message>
    <message>
        <source>Edition (optional)</source>
        <translation>Edition (optional)</translation>
    </message>
    <message>
        <source>Such as Personal, Professional, Server.</source>
        <translation>Zum Beispiel Personal, Professional, Server.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>The number in its name, such as 15.</source>
        <translation>Die Zahl im Namen, zum Beispiel 15.</translation>
    </message>
    <message>
        <source>Build (optional)</source>
        <translation>Build (optional)</translation>
    </message>
    <message>
        <source>You find it in the program under Help, About. Left empty: as found on the computer.</source>
        <translation>Er steht im Programm unter „Hilfe“, „Info“. Leer gelassen: wie auf dem Computer gefunden.</translation>
    </message>
</context>
<context>
    <name>PromiseCard</name>
    <message>
        <source>What you can expect</source>
        <translation>Was Sie erwarten können</translation>
    </message>
    <message>
        <source>What can still be done</source>
        <translation>Was noch möglich ist</translation>
    </message>
    <message>
        <source>How we came to this</source>
        <translation>Wie wir darauf kommen</translation>
    </message>
    <message>
        <source>It is not known until when this version is supported</source>
        <translation>Es ist nicht bekannt, bis wann diese Version unterstützt wird</translation>
    </message>
    <message>
        <source>You can send your request all the same.</source>
        <translation>Sie können Ihre Anfrage trotzdem senden.</translation>
    </message>
    <message>
        <source>This version is no longer supported: it was until {day}</source>
        <translation>Diese Version wird nicht mehr unterstützt: nur bis {day}</translation>
    </message>
    <message>
        <source>This version is supported until {day}</source>
        <translation>Diese Version wird bis {day} unterstützt</translation>
    </message>
    <message>
        <source>This version is supported</source>
        <translation>Diese Version wird unterstützt</translation>
    </message>
    <message>
        <source>There is a newer build: {build}</source>
        <translation>Es gibt einen neueren Build: {build}</translation>
    </message>
    <message>
        <source>It may have solved this already. Updates hold all that came before: you only need the latest.</source>
        <translation>Vielleicht löst er das Problem schon. Updates enthalten alle vorherigen: Sie brauchen nur das neueste.</translation>
    </message>
    <message>
        <source>If you bought a support program, choose it above.</source>
        <translation>Wenn Sie ein Support-Programm gekauft haben, wählen Sie es oben.</translation>
    </message>
    <message>
        <source>It is not known which support you have</source>
        <translation>Es ist nicht bekannt, welchen Support Sie haben</translation>
    </message>
    <message>
        <source>Your answers do not tell. The date of purchase would help; you can send your request all the same, and Paragon looks it up.</source>
        <translation>Ihre Angaben reichen dafür nicht aus. Das Kaufdatum würde helfen; Sie können Ihre Anfrage trotzdem senden, und Paragon sieht nach.</translation>
    </message>
    <message>
        <source>How you reach an engineer: {channels}</source>
        <translation>So erreichen Sie einen Techniker: {channels}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>First answer, if you send it now: by {moment}</source>
        <translation>Erste Antwort, wenn Sie jetzt senden: bis {moment}</translation>
    </message>
    <message>
        <source>A question about how to do something is answered by {moment}</source>
        <translation>Eine Frage, wie etwas gemacht wird, wird beantwortet bis {moment}</translation>
    </message>
    <message>
        <source>This request uses up one incident</source>
        <translation>Diese Anfrage verbraucht einen Support-Fall</translation>
    </message>
    <message>
        <source>Even if a newer build has already solved the problem. It is given back if the product has a fault that cannot be fixed.</source>
        <translation>Auch dann, wenn ein neuerer Build das Problem schon gelöst hat. Er wird gutgeschrieben, wenn das Produkt einen Fehler hat, der sich nicht beheben lässt.</translation>
    </message>
    <message>
        <source>For this version no request can be sent. This can still be done:</source>
        <translation>Für diese Version kann keine Anfrage gesendet werden. Das ist noch möglich:</translation>
    </message>
    <message>
        <source>By your answers you are not entitled to support. This can be done as well:</source>
        <translation>Nach Ihren Angaben besteht kein Anspruch auf Support. Auch das ist möglich:</translation>
    </message>
    <message>
        <source>You can send your request all the same. No time for its answer is promised.</source>
        <translation>Sie können Ihre Anfrage trotzdem senden. Bis wann sie beantwortet wird, ist nicht zugesagt.</translation>
    </message>
    <message>
        <source>{step} (proposed)</source>
        <translation>{step} (unser Vorschlag)</translation>
    </message>
    <message>
        <source>product data of the support server, {day}</source>
        <translation>den Produktdaten des Support-Servers vom {day}</translation>
    </message>
    <message>
        <source>the product data of this program, {day}</source>
        <translation>den Produktdaten dieses Programms vom {day}</translation>
    </message>
    <message>
        <source>This rests on what you state here and on {source}. The times are targets of the support policy of August 13, 2008, not a contractual right.</source>
        <translation>Das beruht auf Ihren Angaben hier und auf {source}. Die Zeiten sind Ziele der Support-Richtlinie vom 13. August 2008 und kein vertraglicher Anspruch.</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>it does not exist</source>
        <translation>existiert nicht</translation>
    </message>
    <message>
        <source>{what} does not exist</source>
        <translation>{what} existiert nicht</translation>
    </message>
    <message>
        <source>{what} may not be read by this user</source>
        <translation>{what} darf von diesem Benutzer nicht gelesen werden</translation>
    </message>
    <message>
        <source>{what} cannot be read: {error}</source>
        <translation>{what} kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>it cannot be read: {error}</source>
        <translation>es kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>the program {what} is not installed</source>
        <translation>das Programm {what} ist nicht installiert</translation>
    </message>
    <message>
        <source>{what} may not be run by this account</source>
        <translation>{what} darf von diesem Konto nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>in use: another program lets nobody else read it</source>
        <translation>in Gebrauch: Ein anderes Programm lässt niemanden sonst darin lesen</translation>
    </message>
    <message>
        <source>the folder</source>
        <translation>der Ordner</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
    <message>
        <source>the system refuses to let this account read it</source>
        <translation>das System lässt dieses Konto nicht darin lesen</translation>
    </message>
    <message>
        <source>only Windows has such a folder</source>
        <translation>nur Windows hat einen solchen Ordner</translation>
    </message>
    <message>
        <source>only Windows has System Information</source>
        <translation>nur Windows hat die Systeminformationen</translation>
    </message>
    <message>
        <source>only Windows has a registry</source>
        <translation>nur Windows hat eine Registrierung</translation>
    </message>
    <message>
        <source>only Windows keeps such a list</source>
        <translation>nur Windows führt eine solche Liste</translation>
    </message>
    <message>
        <source>only Windows has such settings</source>
        <translation>nur Windows hat solche Einstellungen</translation>
    </message>
    <message>
        <source>only Windows has an event log</source>
        <translation>nur Windows hat ein Ereignisprotokoll</translation>
    </message>
    <message>
        <source>only Windows is started this way</source>
        <translation>nur Windows wird auf diese Weise gestartet</translation>
    </message>
    <message>
        <source>only Windows writes such dumps</source>
        <translation>nur Windows schreibt solche Speicherabbilder</translation>
    </message>
    <message>
        <source>only Windows writes such logs</source>
        <translation>nur Windows schreibt solche Protokolle</translation>
    </message>
    <message>
        <source>only Windows has a device manager</source>
        <translation>nur Windows hat einen Geräte-Manager</translation>
    </message>
    <message>
        <source>only Linux keeps such a log</source>
        <translation>nur Linux führt ein solches Protokoll</translation>
    </message>
    <message>
        <source>only Linux has such packages</source>
        <translation>nur Linux hat solche Pakete</translation>
    </message>
    <message>
        <source>no package is known to stand in the way</source>
        <translation>es ist kein Paket bekannt, das im Weg steht</translation>
    </message>
    <message>
        <source>no program is known to stand in the way</source>
        <translation>es ist kein Programm bekannt, das im Weg steht</translation>
    </message>
    <message>
        <source>no installation of the vendor</source>
        <translation>keine Installation des Herstellers</translation>
    </message>
    <message>
        <source>no installed product was found</source>
        <translation>es wurde kein installiertes Produkt gefunden</translation>
    </message>
    <message>
        <source>no program of the vendor is running</source>
        <translation>es läuft kein Programm des Herstellers</translation>
    </message>
    <message>
        <source>no package of the vendor is installed</source>
        <translation>es ist kein Paket des Herstellers installiert</translation>
    </message>
    <message>
        <source>no module of the vendor is loaded</source>
        <translation>es ist kein Modul des Herstellers geladen</translation>
    </message>
    <message>
        <source>no kernel driver names the vendor</source>
        <translation>kein Kerneltreiber nennt den Hersteller</translation>
    </message>
    <message>
        <source>no language is set</source>
        <translation>es ist keine Sprache eingestellt</translation>
    </message>
    <message>
        <source>no time zone is set</source>
        <translation>es ist keine Zeitzone eingestellt</translation>
    </message>
    <message>
        <source>this system keeps no journal</source>
        <translation>dieses System führt kein Journal</translation>
    </message>
    <message>
        <source>the journal of the system is shown to administrators only</source>
        <translation>das Journal des Systems wird nur Administratoren gezeigt</translation>
    </message>
    <message>
        <source>the kernel shows its log to administrators only (dmesg_restrict)</source>
        <translation>der Kernel zeigt sein Protokoll nur Administratoren (dmesg_restrict)</translation>
    </message>
    <message>
        <source>this machine shows neither UEFI nor BIOS</source>
        <translation>dieser Computer zeigt weder UEFI noch BIOS</translation>
    </message>
    <message>
        <source>the disk sleeps, and is not woken</source>
        <translation>der Datenträger schläft und wird nicht geweckt</translation>
    </message>
    <message>
        <source>there is no such device</source>
        <translation>es gibt kein solches Gerät</translation>
    </message>
    <message>
        <source>asking the device needs administrator rights</source>
        <translation>das Gerät zu befragen, erfordert Administratorrechte</translation>
    </message>
    <message>
        <source>asking a disk needs administrator rights</source>
        <translation>einen Datenträger zu befragen, erfordert Administratorrechte</translation>
    </message>
    <message>
        <source>asking the disk itself needs administrator rights</source>
        <translation>den Datenträger selbst zu befragen, erfordert Administratorrechte</translation>
    </message>
    <message>
        <source>reading a disk needs administrator rights</source>
        <translation>einen Datenträger zu lesen, erfordert Administratorrechte</translation>
    </message>
    <message>
        <source>reading the device needs administrator rights</source>
        <translation>das Gerät zu lesen, erfordert Administratorrechte</translation>
    </message>
    <message>
        <source>the device holds no medium</source>
        <translation>in dem Gerät liegt kein Medium</translation>
    </message>
    <message>
        <source>this Windows has no event log {channel}</source>
        <translation>dieses Windows hat kein Ereignisprotokoll {channel}</translation>
    </message>
    <message>
        <source>this account may not read the event log {channel}</source>
        <translation>dieses Konto darf das Ereignisprotokoll {channel} nicht lesen</translation>
    </message>
    <message>
        <source>the registry has no such key</source>
        <translation>die Registrierung hat keinen solchen Schlüssel</translation>
    </message>
    <message>
        <source>this account may not read the registry key</source>
        <translation>dieses Konto darf den Schlüssel der Registrierung nicht lesen</translation>
    </message>
    <message>
        <source>Windows tells administrators only</source>
        <translation>Windows sagt es nur Administratoren</translation>
    </message>
    <message>
        <source>not in the folders searched</source>
        <translation>nicht in den durchsuchten Ordnern</translation>
    </message>
    <message>
        <source>not found, but not every folder may be looked into by this user</source>
        <translation>nicht gefunden, aber dieser Benutzer darf nicht in jeden Ordner sehen</translation>
    </message>
    <message>
        <source>no answer within {seconds} s</source>
        <translation>keine Antwort innerhalb von {seconds} s</translation>
    </message>
    <message>
        <source>no log of an installation of a Paragon product</source>
        <translation>kein Protokoll der Installation eines Paragon-Produkts</translation>
    </message>
    <message>
        <source>a network share (or what may be one) is not touched</source>
        <translation>eine Netzwerkfreigabe (oder was eine sein kann) wird nicht angerührt</translation>
    </message>
    <message>
        <source>this system keeps no copy of the kernel log</source>
        <translation>dieses System bewahrt keine Kopie des Kernelprotokolls auf</translation>
    </message>
    <message>
        <source>the registry of a running system is asked, not its files</source>
        <translation>bei einem laufenden System wird die Registrierung selbst befragt, nicht ihre Dateien</translation>
    </message>
    <message>
        <source>a network share or FUSE server did not answer within {seconds} s</source>
        <translation>eine Netzwerkfreigabe oder ein FUSE-Server hat nicht innerhalb von {seconds} s geantwortet</translation>
    </message>
    <message>
        <source>the registry key cannot be read: {error}</source>
        <translation>der Schlüssel der Registrierung kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>the folder cannot be read: {error}</source>
        <translation>der Ordner kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>the hive {name} cannot be read: {error}</source>
        <translation>die Registrierungsdatei {name} kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>the disks cannot be listed: {error}</source>
        <translation>die Datenträger können nicht aufgelistet werden: {error}</translation>
    </message>
    <message>
        <source>it cannot be looked for: {error}</source>
        <translation>danach kann nicht gesucht werden: {error}</translation>
    </message>
    <message>
        <source>they cannot be looked for: {error}</source>
        <translation>danach kann nicht gesucht werden: {error}</translation>
    </message>
    <message>
        <source>not read on {system} yet</source>
        <translation>wird unter {system} noch nicht gelesen</translation>
    </message>
    <message>
        <source>not read on {system}</source>
        <translation>wird unter {system} nicht gelesen</translation>
    </message>
    <message>
        <source>volumes are not read on {system} yet</source>
        <translation>Volumes werden unter {system} noch nicht gelesen</translation>
    </message>
    <message>
        <source>controllers are not read on {system} yet</source>
        <translation>Controller werden unter {system} noch nicht gelesen</translation>
    </message>
    <message>
        <source>drivers are not read on {system} yet</source>
        <translation>Treiber werden unter {system} noch nicht gelesen</translation>
    </message>
    <message>
        <source>no os-release</source>
        <translation>keine Datei os-release</translation>
    </message>
    <message>
        <source>no program of the vendor under another name</source>
        <translation>kein Programm des Herstellers unter anderem Namen</translation>
    </message>
    <message>
        <source>only programs of a running Windows are looked at</source>
        <translation>nur Programme eines laufenden Windows werden betrachtet</translation>
    </message>
    <message>
        <source>the vendor keeps no data for all users here</source>
        <translation>der Hersteller bewahrt hier keine Daten für alle Benutzer auf</translation>
    </message>
    <message>
        <source>nobody here knows the health of this disk</source>
        <translation>niemand hier kennt den Zustand dieses Datenträgers</translation>
    </message>
    <message>
        <source>the driver of the device does not answer this</source>
        <translation>der Treiber des Geräts beantwortet das nicht</translation>
    </message>
    <message>
        <source>no Uninstall key names the vendor</source>
        <translation>kein Eintrag der Deinstallation nennt den Hersteller</translation>
    </message>
    <message>
        <source>no device is a storage or USB controller</source>
        <translation>kein Gerät ist ein Speicher- oder USB-Controller</translation>
    </message>
    <message>
        <source>no service belongs to a group of file system filters</source>
        <translation>kein Dienst gehört zu einer Gruppe von Dateisystemfiltern</translation>
    </message>
    <message>
        <source>Windows has no device files</source>
        <translation>Windows hat keine Gerätedateien</translation>
    </message>
    <message>
        <source>only Windows can be asked for its firmware type</source>
        <translation>nur Windows kann nach der Art seiner Firmware gefragt werden</translation>
    </message>
    <message>
        <source>the firmware names no manufacturer</source>
        <translation>die Firmware nennt keinen Hersteller</translation>
    </message>
    <message>
        <source>this Windows has no storage management</source>
        <translation>dieses Windows hat keine Speicherverwaltung</translation>
    </message>
    <message>
        <source>Windows tells this account of no pool at all</source>
        <translation>Windows nennt diesem Konto keinen einzigen Pool</translation>
    </message>
    <message>
        <source>storage pools are told by a running Windows only</source>
        <translation>Speicherpools nennt nur ein laufendes Windows</translation>
    </message>
    <message>
        <source>Windows keeps no load averages</source>
        <translation>Windows führt keine mittlere Auslastung</translation>
    </message>
    <message>
        <source>System Information is not installed</source>
        <translation>die Systeminformationen sind nicht installiert</translation>
    </message>
    <message>
        <source>arrays of a running Linux only</source>
        <translation>nur Verbünde eines laufenden Linux</translation>
    </message>
    <message>
        <source>read from a running system only</source>
        <translation>wird nur von einem laufenden System gelesen</translation>
    </message>
    <message>
        <source>no disk is part of an array, a pool or a group, as far as the system tells</source>
        <translation>kein Datenträger gehört zu einem Verbund, einem Pool oder einer Gruppe, soweit das System es sagt</translation>
    </message>
    <message>
        <source>nothing that is mounted, and no job or log of a product, names a server</source>
        <translation>nichts, was eingehängt ist, und kein Auftrag oder Protokoll eines Produkts nennt einen Server</translation>
    </message>
    <message>
        <source>the system lets not even administrators read disks here, as in a container</source>
        <translation>das System lässt hier nicht einmal Administratoren Datenträger lesen, wie in einem Container</translation>
    </message>
    <message>
        <source>{name} answers administrators only</source>
        <translation>{name} antwortet nur Administratoren</translation>
    </message>
    <message>
        <source>{name} can be asked on a running Windows only</source>
        <translation>{name} kann nur unter einem laufenden Windows befragt werden</translation>
    </message>
    <message>
        <source>no storage pool was made on this machine</source>
        <translation>auf diesem Computer wurde kein Speicherpool angelegt</translation>
    </message>
    <message>
        <source>servicing lists no update</source>
        <translation>die Wartung von Windows führt kein Update auf</translation>
    </message>
    <message>
        <source>there is no crash dump</source>
        <translation>es gibt kein Speicherabbild</translation>
    </message>
    <message>
        <source>this machine shows no disk</source>
        <translation>dieser Computer zeigt keinen Datenträger</translation>
    </message>
    <message>
        <source>no disk of this machine reports its health</source>
        <translation>kein Datenträger dieses Computers meldet seinen Zustand</translation>
    </message>
    <message>
        <source>no Linux RAID is assembled</source>
        <translation>es ist kein Linux-RAID zusammengesetzt</translation>
    </message>
    <message>
        <source>the system does not say</source>
        <translation>das System sagt es nicht</translation>
    </message>
    <message>
        <source>no report was saved</source>
        <translation>es wurde kein Bericht gespeichert</translation>
    </message>
</context>
<context>
    <name>RescuedCard</name>
    <message>
        <source>Rescued with the Recovery CD</source>
        <translation>Mit der Recovery-CD gerettet</translation>
    </message>
    <message>
        <source>I have a rescued bundle elsewhere</source>
        <translation>Ich habe ein gerettetes Paket an einem anderen Ort</translation>
    </message>
    <message>
        <source>File of the rescued bundle</source>
        <translation>Datei des geretteten Pakets</translation>
    </message>
    <message>
        <source>The ZIP file that the rescue wrote. It is looked at, not changed.</source>
        <translation>Die ZIP-Datei, die beim Retten geschrieben wurde. Sie wird nur angesehen, nicht verändert.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Opens a window in which the rescued bundle is chosen</source>
        <translation>Öffnet ein Fenster, in dem das gerettete Paket gewählt wird</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>ZIP-Dateien (*.zip)</translation>
    </message>
    <message>
        <source>It is added when this computer is read, and sent in the same request.</source>
        <translation>Es wird hinzugefügt, wenn dieser Computer gelesen wird, und in derselben Anfrage gesendet.</translation>
    </message>
    <message>
        <source>Add it, and an engineer sees both halves in one request.</source>
        <translation>Fügen Sie es hinzu, dann sieht ein Techniker beide Hälften in einer Anfrage.</translation>
    </message>
    <message>
        <source>If you rescued logs of this computer from the Recovery CD, put in the stick or name the file: both halves go into one request.</source>
        <translation>Wenn Sie Protokolle dieses Computers mit der Recovery-CD gerettet haben, stecken Sie bitte den Stick ein oder geben Sie die Datei an: Beide Hälften kommen in eine Anfrage.</translation>
    </message>
    <message>
        <source>{windows}, rescued on {day}</source>
        <translation>{windows}, gerettet am {day}</translation>
    </message>
    <message>
        <source>Rescued on {day}</source>
        <translation>Gerettet am {day}</translation>
    </message>
    <message numerus="yes">
        <source>{size}, %n file(s), in {path}</source>
        <translation>
            <numerusform>{size}, %n Datei, in {path}</numerusform>
            <numerusform>{size}, %n Dateien, in {path}</numerusform>
        </translation>
    </message>
    <message>
        <source>Disks: {disks}</source>
        <translation>Datenträger: {disks}</translation>
    </message>
    <message>
        <source>Take it out again</source>
        <translation>Wieder herausnehmen</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Look before you send</source>
        <translation>Sehen Sie sich alles an, bevor Sie senden</translation>
    </message>
    <message>
        <source>This is everything that would leave this computer. You decide about it.</source>
        <translation>Das ist alles, was diesen Computer verlassen würde. Sie entscheiden darüber.</translation>
    </message>
    <message>
        <source>Read this computer now</source>
        <translation>Diesen Computer jetzt auslesen</translation>
    </message>
    <message>
        <source>It only reads, and changes nothing</source>
        <translation>Es wird nur gelesen und nichts geändert</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Auslesen beenden</translation>
    </message>
    <message>
        <source>What was read so far is kept</source>
        <translation>Was bisher gelesen wurde, bleibt erhalten</translation>
    </message>
    <message>
        <source>Your consent</source>
        <translation>Ihre Zustimmung</translation>
    </message>
    <message>
        <source>Yes, send this to Paragon&apos;s support, as the privacy text says</source>
        <translation>Ja, an den Paragon-Support senden, wie im Datenschutztext beschrieben</translation>
    </message>
    <message>
        <source>It is used to answer this request and for nothing else. You do not agree to any newsletter with it.</source>
        <translation>Die Daten dienen nur der Beantwortung dieser Anfrage und sonst nichts. Einem Newsletter stimmen Sie damit nicht zu.</translation>
    </message>
    <message>
        <source>Read the privacy text</source>
        <translation>Datenschutztext lesen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>This computer is being read.</source>
        <translation>Dieser Computer wird ausgelesen.</translation>
    </message>
    <message>
        <source>This computer was not read.</source>
        <translation>Dieser Computer wurde nicht ausgelesen.</translation>
    </message>
    <message>
        <source>Without it an engineer knows only what you wrote, and will ask for it. You can send the request all the same.</source>
        <translation>Ohne das weiß der Techniker nur, was Sie geschrieben haben, und wird danach fragen. Sie können die Anfrage trotzdem senden.</translation>
    </message>
    <message>
        <source>This computer was read: about {size} to send.</source>
        <translation>Dieser Computer wurde ausgelesen: etwa {size} zu senden.</translation>
    </message>
    <message>
        <source>Nothing has left it yet.</source>
        <translation>Noch hat ihn nichts verlassen.</translation>
    </message>
    <message>
        <source>It is sent in clear now.</source>
        <translation>Es wird jetzt im Klartext gesendet.</translation>
    </message>
    <message>
        <source>It is hidden everywhere now.</source>
        <translation>Es ist jetzt überall verborgen.</translation>
    </message>
</context>
<context>
    <name>RightsCard</name>
    <message>
        <source>What administrators may read</source>
        <translation>Was Administratoren lesen dürfen</translation>
    </message>
    <message>
        <source>Also read what needs administrator rights</source>
        <translation>Auch lesen, was Administratorrechte erfordert</translation>
    </message>
    <message>
        <source>The system asks you for permission or for a password</source>
        <translation>Das System fragt Sie um Erlaubnis oder nach einem Kennwort</translation>
    </message>
    <message>
        <source>• {title}: {reads} {why}</source>
        <translation>• {title}: {reads} {why}</translation>
    </message>
    <message>
        <source>An ordinary user may not read this. With the rights, only this is read. What is personal in it is hidden, and you see it here like all the rest. Without them, only this is missing.</source>
        <translation>Ein gewöhnlicher Benutzer darf dies nicht lesen. Mit den Rechten wird nur dies gelesen. Persönliches darin wird verborgen, und Sie sehen es hier wie alles andere. Ohne die Rechte fehlt nur dies.</translation>
    </message>
    <message>
        <source>This installation cannot be given administrator rights.</source>
        <translation>Dieser Installation können keine Administratorrechte gegeben werden.</translation>
    </message>
    <message>
        <source>The system asks for administrator rights now.</source>
        <translation>Das System fragt jetzt nach Administratorrechten.</translation>
    </message>
    <message>
        <source>Its question may be behind this window.</source>
        <translation>Die Frage steht vielleicht hinter diesem Fenster.</translation>
    </message>
    <message>
        <source>Read with administrator rights: {names}.</source>
        <translation>Mit Administratorrechten gelesen: {names}.</translation>
    </message>
    <message>
        <source>No administrator rights were given. Only what is listed here is missing.</source>
        <translation>Es wurden keine Administratorrechte gegeben. Nur was hier aufgeführt ist, fehlt.</translation>
    </message>
</context>
<context>
    <name>SaveCard</name>
    <message>
        <source>Save the bundle</source>
        <translation>Paket speichern</translation>
    </message>
    <message>
        <source>One ZIP file with all of the above, to keep or to send in another way.</source>
        <translation>Eine ZIP-Datei mit allem oben Genannten, zum Aufbewahren oder um sie auf anderem Weg zu senden.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>A ZIP file</source>
        <translation>Eine ZIP-Datei</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Chooses a file</source>
        <translation>Wählt eine Datei</translation>
    </message>
    <message>
        <source>Writes the file and checks it</source>
        <translation>Schreibt die Datei und prüft sie</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Opens it in the file manager</source>
        <translation>Öffnet ihn im Dateimanager</translation>
    </message>
    <message>
        <source>Keep the working files on another disk</source>
        <translation>Arbeitsdateien auf einem anderen Datenträger aufbewahren</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>What was read waits in a private folder until it is sent. If that is on the disk with the problem, move it to a stick.</source>
        <translation>Was gelesen wurde, wartet in einem privaten Ordner, bis es gesendet wird. Liegt er auf dem Datenträger mit dem Problem, verschieben Sie ihn auf einen Stick.</translation>
    </message>
    <message>
        <source>Move them there</source>
        <translation>Dorthin verschieben</translation>
    </message>
    <message>
        <source>They are copied, then removed here</source>
        <translation>Sie werden kopiert und dann hier entfernt</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>ZIP-Dateien (*.zip)</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>You may not write into this folder.</source>
        <translation>In diesen Ordner dürfen Sie nicht schreiben.</translation>
    </message>
    <message>
        <source>There is not enough space: {needed} are needed, {free} are free. Choose a folder on another disk.</source>
        <translation>Der Platz reicht nicht: {needed} werden gebraucht, {free} sind frei. Bitte wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>A file of this name is there already. Choose another name.</source>
        <translation>Eine Datei mit diesem Namen gibt es schon. Bitte wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>This is the disk with the problem.</source>
        <translation>Das ist der Datenträger mit dem Problem.</translation>
    </message>
    <message>
        <source>This may be the disk with the problem.</source>
        <translation>Das könnte der Datenträger mit dem Problem sein.</translation>
    </message>
    <message>
        <source>Writing to {disk} may destroy what is to be saved. Choose a folder on another disk or a USB stick.</source>
        <translation>Auf {disk} zu schreiben kann zerstören, was gerettet werden soll. Bitte wählen Sie einen Ordner auf einem anderen Datenträger oder auf einem USB-Stick.</translation>
    </message>
    <message>
        <source>Choose where to save it.</source>
        <translation>Bitte wählen Sie, wo gespeichert werden soll.</translation>
    </message>
    <message>
        <source>The bundle is being written and checked…</source>
        <translation>Das Paket wird geschrieben und geprüft…</translation>
    </message>
    <message>
        <source>This computer was not read yet.</source>
        <translation>Dieser Computer wurde noch nicht ausgelesen.</translation>
    </message>
    <message>
        <source>The bundle is saved.</source>
        <translation>Das Paket ist gespeichert.</translation>
    </message>
    <message>
        <source>{path} ({size})</source>
        <translation>{path} ({size})</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Bitte wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>The working files were moved.</source>
        <translation>Die Arbeitsdateien wurden verschoben.</translation>
    </message>
</context>
<context>
    <name>Screenshot</name>
    <message>
        <source>Screen {number} ({width} × {height})</source>
        <translation>Bildschirm {number} ({width} × {height})</translation>
    </message>
    <message>
        <source>Window: {title}</source>
        <translation>Fenster: {title}</translation>
    </message>
</context>
<context>
    <name>ScreenshotPanel</name>
    <message>
        <source>On this desktop the desktop itself takes pictures.</source>
        <translation>Auf diesem Desktop nimmt der Desktop selbst Bilder auf.</translation>
    </message>
    <message>
        <source>Press the Print key, then come back and press “Paste”.</source>
        <translation>Drücken Sie die Druck-Taste, kommen Sie dann zurück und drücken Sie „Einfügen“.</translation>
    </message>
    <message>
        <source>What should be in the picture?</source>
        <translation>Was soll auf dem Bild sein?</translation>
    </message>
    <message>
        <source>This window steps aside while it is taken. You can look at it afterwards.</source>
        <translation>Dieses Fenster tritt dafür kurz zur Seite. Danach können Sie das Bild ansehen.</translation>
    </message>
    <message>
        <source>Takes a picture of this</source>
        <translation>Nimmt davon ein Bild auf</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Closes this list</source>
        <translation>Schließt diese Liste</translation>
    </message>
    <message>
        <source>The desktop did not let this picture be taken.</source>
        <translation>Der Desktop hat diese Aufnahme nicht erlaubt.</translation>
    </message>
</context>
<context>
    <name>SendPage</name>
    <message>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>You can close the window at any time: nothing is lost.</source>
        <translation>Sie können das Fenster jederzeit schließen: Es geht nichts verloren.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Progress of sending</source>
        <translation>Fortschritt beim Senden</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What was sent already stays; you can go on later</source>
        <translation>Was schon gesendet wurde, bleibt; Sie können später fortfahren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on where it stopped</source>
        <translation>Fährt dort fort, wo es angehalten wurde</translation>
    </message>
    <message>
        <source>Send it later by itself</source>
        <translation>Später von selbst senden</translation>
    </message>
    <message>
        <source>It waits in the outbox and goes out while this program runs</source>
        <translation>Es wartet im Postausgang und wird gesendet, solange dieses Programm läuft</translation>
    </message>
    <message>
        <source>Show the outbox</source>
        <translation>Postausgang zeigen</translation>
    </message>
    <message>
        <source>What waits to be sent</source>
        <translation>Was auf das Senden wartet</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Address, certificate and proxy</source>
        <translation>Adresse, Zertifikat und Proxy</translation>
    </message>
    <message>
        <source>Back to the review</source>
        <translation>Zurück zur Durchsicht</translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>Was gesendet würde</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Checking that nothing personal is in it…</source>
        <translation>Es wird geprüft, dass nichts Persönliches darin steht…</translation>
    </message>
    <message>
        <source>Checking that it arrived whole…</source>
        <translation>Es wird geprüft, dass alles vollständig angekommen ist…</translation>
    </message>
    <message>
        <source>Packing…</source>
        <translation>Wird gepackt…</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Die Verbindung ist abgebrochen.</translation>
    </message>
    <message>
        <source>Paused. What was sent already stays with Paragon.</source>
        <translation>Angehalten. Was schon gesendet wurde, bleibt bei Paragon.</translation>
    </message>
    <message>
        <source>It waits in the outbox.</source>
        <translation>Es wartet im Postausgang.</translation>
    </message>
    <message>
        <source>The check before sending found something.</source>
        <translation>Die Prüfung vor dem Senden hat etwas gefunden.</translation>
    </message>
    <message>
        <source>It could not be sent.</source>
        <translation>Es konnte nicht gesendet werden.</translation>
    </message>
    <message>
        <source>Sent.</source>
        <translation>Gesendet.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{said}, {left}</source>
        <translation>{said}, {left}</translation>
    </message>
    <message numerus="yes">
        <source>It is tried again by itself in %n second(s).</source>
        <translation>
            <numerusform>In %n Sekunde wird es von selbst erneut versucht.</numerusform>
            <numerusform>In %n Sekunden wird es von selbst erneut versucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Paragon&apos;s server cannot be reached now.</source>
        <translation>Der Server von Paragon ist gerade nicht erreichbar.</translation>
    </message>
    <message>
        <source>Your request is safe on this computer. It is sent by itself as soon as the server answers, while this program runs, also the next time you start it.</source>
        <translation>Ihre Anfrage ist sicher auf diesem Computer. Sie wird von selbst gesendet, sobald der Server antwortet, solange dieses Programm läuft, auch beim nächsten Start.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Checks the settings and keeps them</source>
        <translation>Prüft die Einstellungen und behält sie</translation>
    </message>
    <message>
        <source>Show what is saved</source>
        <translation>Gespeichertes zeigen</translation>
    </message>
    <message>
        <source>Takes back what was typed here and not saved</source>
        <translation>Nimmt zurück, was hier eingegeben und nicht gespeichert wurde</translation>
    </message>
    <message>
        <source>Support server</source>
        <translation>Support-Server</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Empty: the one that this program came with.</source>
        <translation>Leer: die, mit der dieses Programm geliefert wurde.</translation>
    </message>
    <message>
        <source>Additional certificate file</source>
        <translation>Zusätzliche Zertifikatsdatei</translation>
    </message>
    <message>
        <source>Only if your company uses certificates of its own (PEM).</source>
        <translation>Nur, wenn Ihre Firma eigene Zertifikate verwendet (PEM).</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Empty: the proxy of this computer.</source>
        <translation>Leer: der Proxy dieses Computers.</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>Dieses Programm</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>It changes when the program is started again.</source>
        <translation>Sie ändert sich beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Folder for working files</source>
        <translation>Ordner für Arbeitsdateien</translation>
    </message>
    <message>
        <source>Empty: a private folder of your account.</source>
        <translation>Leer: ein privater Ordner Ihres Benutzerkontos.</translation>
    </message>
    <message>
        <source>What is remembered about you</source>
        <translation>Was über Sie gespeichert ist</translation>
    </message>
    <message>
        <source>Forget my contact details</source>
        <translation>Meine Kontaktdaten vergessen</translation>
    </message>
    <message>
        <source>They are not filled in any more</source>
        <translation>Sie werden nicht mehr eingetragen</translation>
    </message>
    <message>
        <source>Forget everything about me</source>
        <translation>Alles über mich vergessen</translation>
    </message>
    <message>
        <source>Removes drafts, what was read from this computer, what waits in the outbox, what was sent, and what the invented names stand for. Settings stay. What Paragon has is not in reach of this.</source>
        <translation>Entfernt Entwürfe, was von diesem Computer gelesen wurde, was im Postausgang wartet, was gesendet wurde und wofür die Ersatznamen stehen. Einstellungen bleiben. Was Paragon hat, ist davon nicht betroffen.</translation>
    </message>
    <message>
        <source>I am sure: forget everything about me</source>
        <translation>Ich bin sicher: alles über mich vergessen</translation>
    </message>
    <message>
        <source>Needed before everything is forgotten; it cannot be undone</source>
        <translation>Nötig, bevor alles vergessen wird; es lässt sich nicht rückgängig machen</translation>
    </message>
    <message>
        <source>Forget everything</source>
        <translation>Alles vergessen</translation>
    </message>
    <message>
        <source>It cannot be undone</source>
        <translation>Das lässt sich nicht rückgängig machen</translation>
    </message>
    <message>
        <source>Your contact details are not remembered.</source>
        <translation>Ihre Kontaktdaten sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>Remembered: {name}, {email}</source>
        <translation>Gespeichert: {name}, {email}</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) in the outbox would be lost.</source>
        <translation>
            <numerusform>%n Anfrage im Postausgang ginge verloren.</numerusform>
            <numerusform>%n Anfragen im Postausgang gingen verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not saved yet.</source>
        <translation>Dies ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>It is kept here, and holds as soon as you press Save.</source>
        <translation>Es ist hier aufgehoben und gilt, sobald Sie auf „Speichern“ drücken.</translation>
    </message>
    <message>
        <source>The settings are saved.</source>
        <translation>Die Einstellungen sind gespeichert.</translation>
    </message>
    <message>
        <source>This is not an address such as https://srs.example.com.</source>
        <translation>Das ist keine Adresse wie https://srs.example.com.</translation>
    </message>
    <message>
        <source>This would send your request unprotected. Use https://.</source>
        <translation>Damit würde Ihre Anfrage ungeschützt gesendet. Bitte verwenden Sie https://.</translation>
    </message>
    <message>
        <source>This file does not exist or cannot be read.</source>
        <translation>Diese Datei gibt es nicht, oder sie kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This file holds no certificate in PEM form.</source>
        <translation>Diese Datei enthält kein Zertifikat im PEM-Format.</translation>
    </message>
    <message>
        <source>This is not an address such as http://proxy.example.com:8080.</source>
        <translation>Das ist keine Adresse wie http://proxy.example.com:8080.</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>These could not be removed:</source>
        <translation>Diese konnten nicht entfernt werden:</translation>
    </message>
    <message>
        <source>Everything about you is forgotten.</source>
        <translation>Alles über Sie ist vergessen.</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Progress of collecting</source>
        <translation>Fortschritt der Datensammlung</translation>
    </message>
    <message>
        <source>Everything typed is saved on this computer.</source>
        <translation>Alle Eingaben sind auf diesem Computer gespeichert.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Opens this page</source>
        <translation>Öffnet diese Seite</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>How can we help?</source>
        <translation>Wie können wir helfen?</translation>
    </message>
    <message>
        <source>From a disk in trouble to a Ticket ID, in about five minutes.</source>
        <translation>Vom Festplattenproblem zur Ticket-ID, in etwa fünf Minuten.</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Send a new support request</source>
        <translation>Eine neue Support-Anfrage senden</translation>
    </message>
    <message>
        <source>You describe the problem and get a Ticket ID.</source>
        <translation>Sie beschreiben das Problem und erhalten eine Ticket-ID.</translation>
    </message>
    <message>
        <source>Add to a ticket that I already have</source>
        <translation>Ein Ticket ergänzen, das ich schon habe</translation>
    </message>
    <message>
        <source>Another message, more files, or a new look at this computer.</source>
        <translation>Eine weitere Nachricht, weitere Dateien oder ein neuer Blick auf diesen Computer.</translation>
    </message>
    <message>
        <source>Only save a bundle, send nothing</source>
        <translation>Nur ein Paket speichern, nichts senden</translation>
    </message>
    <message>
        <source>One file with what was collected, to look at or to send yourself.</source>
        <translation>Eine Datei mit allem, was gesammelt wurde, um sie anzusehen oder selbst zu versenden.</translation>
    </message>
    <message>
        <source>Prepare a phone call</source>
        <translation>Ein Telefonat vorbereiten</translation>
    </message>
    <message>
        <source>One page to print, with everything that an engineer will ask.</source>
        <translation>Eine Seite zum Ausdrucken, mit allem, wonach ein Techniker fragen wird.</translation>
    </message>
    <message>
        <source>Ticket ID</source>
        <translation>Ticket-ID</translation>
    </message>
    <message>
        <source>It looks like SRS-00000000; you find it in the e-mail about it.</source>
        <translation>Sie sieht aus wie SRS-00000000 und steht in der E-Mail dazu.</translation>
    </message>
    <message>
        <source>Let this program read the computer while you type</source>
        <translation>Computer auslesen lassen, während Sie schreiben</translation>
    </message>
    <message>
        <source>Yes, read this computer&apos;s disks, settings and logs now</source>
        <translation>Ja, Datenträger, Einstellungen und Protokolle dieses Computers jetzt auslesen</translation>
    </message>
    <message>
        <source>It only reads, and changes nothing. Names, addresses and passwords are hidden. Nothing leaves this computer before you have seen all of it and agreed.</source>
        <translation>Es wird nur gelesen und nichts geändert. Namen, Adressen und Kennwörter werden verborgen. Nichts verlässt diesen Computer, bevor Sie alles gesehen und zugestimmt haben.</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>Anderen Ordner wählen</translation>
    </message>
    <message>
        <source>Opens the settings, where the folder for working files is named</source>
        <translation>Öffnet die Einstellungen, in denen der Ordner für Arbeitsdateien angegeben wird</translation>
    </message>
    <message>
        <source>Look here first</source>
        <translation>Sehen Sie zuerst hier nach</translation>
    </message>
    <message>
        <source>Somebody may have solved it already.</source>
        <translation>Vielleicht hat es schon jemand gelöst.</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <source>Knowledge base</source>
        <translation>Wissensdatenbank</translation>
    </message>
    <message>
        <source>Discussion forum</source>
        <translation>Diskussionsforum</translation>
    </message>
    <message>
        <source>Opens in the browser</source>
        <translation>Öffnet sich im Browser</translation>
    </message>
    <message>
        <source>The address of the support server cannot be used: {problem}</source>
        <translation>Die Adresse des Support-Servers kann nicht verwendet werden: {problem}</translation>
    </message>
    <message>
        <source>No support server is set up here.</source>
        <translation>Hier ist kein Support-Server eingerichtet.</translation>
    </message>
    <message>
        <source>You can fill in everything and save a bundle. To send it, enter the server&apos;s address in the settings.</source>
        <translation>Sie können alles ausfüllen und ein Paket speichern. Zum Senden tragen Sie bitte die Adresse des Servers in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>Working files cannot be kept in {folder}.</source>
        <translation>In {folder} können keine Arbeitsdateien aufbewahrt werden.</translation>
    </message>
    <message>
        <source>Only {free} are free in {folder}; up to {needed} may be needed.</source>
        <translation>In {folder} sind nur {free} frei; bis zu {needed} können gebraucht werden.</translation>
    </message>
    <message>
        <source>Free some space, or keep the working files elsewhere, such as on a USB stick. The disk with the problem is the worst place for them.</source>
        <translation>Bitte schaffen Sie Platz oder bewahren Sie die Arbeitsdateien an einem anderen Ort auf, zum Beispiel auf einem USB-Stick. Der Datenträger mit dem Problem ist der schlechteste Ort dafür.</translation>
    </message>
    <message>
        <source>{ticket}: {subject}</source>
        <translation>{ticket}: {subject}</translation>
    </message>
    <message>
        <source>The Ticket ID is needed, to know which ticket to add to.</source>
        <translation>Die Ticket-ID wird gebraucht, damit klar ist, welches Ticket ergänzt wird.</translation>
    </message>
    <message>
        <source>This is not a Ticket ID, or a digit of it is mistyped.</source>
        <translation>Das ist keine Ticket-ID, oder eine Ziffer ist falsch.</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>you are here</source>
        <translation>Sie sind hier</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>nicht abgeschlossen</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>something is missing</source>
        <translation>etwas fehlt</translation>
    </message>
</context>
<context>
    <name>SupportCard</name>
    <message>
        <source>Which support do you have?</source>
        <translation>Welchen Support haben Sie?</translation>
    </message>
    <message>
        <source>Date of purchase (optional)</source>
        <translation>Kaufdatum (optional)</translation>
    </message>
    <message>
        <source>Of the product; for paid support, of the support. It is on the invoice.</source>
        <translation>Des Produkts oder, bei bezahltem Support, des Supports. Es steht auf der Rechnung.</translation>
    </message>
    <message>
        <source>When did you agree to the evaluation terms?</source>
        <translation>Wann haben Sie den Testbedingungen zugestimmt?</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>This is needed.</source>
        <translation>Diese Angabe wird gebraucht.</translation>
    </message>
    <message>
        <source>This is only an example; write your own.</source>
        <translation>Das ist nur ein Beispiel; bitte machen Sie Ihre eigene Angabe.</translation>
    </message>
    <message>
        <source>This is too long: at most {limit} characters.</source>
        <translation>Das ist zu lang: höchstens {limit} Zeichen.</translation>
    </message>
    <message>
        <source>There is a character in it that is not text.</source>
        <translation>Darin ist ein Zeichen, das kein Text ist.</translation>
    </message>
    <message>
        <source>This cannot be understood as it is written.</source>
        <translation>So geschrieben ist das nicht zu verstehen.</translation>
    </message>
    <message>
        <source>This day is in the future.</source>
        <translation>Dieser Tag liegt in der Zukunft.</translation>
    </message>
    <message>
        <source>Your support program does not include this.</source>
        <translation>Ihr Support-Programm umfasst das nicht.</translation>
    </message>
    <message>
        <source>Nothing is sent without your consent.</source>
        <translation>Ohne Ihre Zustimmung wird nichts gesendet.</translation>
    </message>
    <message>
        <source>This is not known.</source>
        <translation>Das ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This is of another kind than expected.</source>
        <translation>Das ist von anderer Art als erwartet.</translation>
    </message>
    <message>
        <source>This file or folder cannot be used.</source>
        <translation>Diese Datei oder dieser Ordner kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Your name is needed, so that an engineer knows whom to answer.</source>
        <translation>Ihr Name wird gebraucht, damit der Techniker weiß, wem er antwortet.</translation>
    </message>
    <message>
        <source>An e-mail address is needed: the answer goes there.</source>
        <translation>Eine E-Mail-Adresse wird gebraucht: Dorthin geht die Antwort.</translation>
    </message>
    <message>
        <source>This is not an e-mail address such as jane@example.com.</source>
        <translation>Das ist keine E-Mail-Adresse wie jane@example.com.</translation>
    </message>
    <message>
        <source>Evaluation Support is offered to companies: the company&apos;s name is needed.</source>
        <translation>Der Evaluation Support richtet sich an Firmen: Der Name der Firma wird gebraucht.</translation>
    </message>
    <message>
        <source>A number to call is needed where a time to call is given.</source>
        <translation>Wenn Sie eine Rückrufzeit angeben, wird auch eine Rückrufnummer gebraucht.</translation>
    </message>
    <message>
        <source>Your support program answers by web and e-mail only; leave this empty.</source>
        <translation>Ihr Support-Programm antwortet nur über Web und E-Mail; bitte lassen Sie das leer.</translation>
    </message>
    <message>
        <source>Without the registered e-mail one of these three is needed, so that Paragon recognises you.</source>
        <translation>Ohne die registrierte E-Mail-Adresse wird eine dieser drei Angaben gebraucht, damit Paragon Sie erkennt.</translation>
    </message>
    <message>
        <source>The product is needed, such as Partition Manager.</source>
        <translation>Das Produkt wird gebraucht, zum Beispiel Partition Manager.</translation>
    </message>
    <message>
        <source>The version is needed, such as 15. If you do not know it, give the build.</source>
        <translation>Die Version wird gebraucht, zum Beispiel 15. Wenn Sie sie nicht kennen, geben Sie bitte den Build an.</translation>
    </message>
    <message>
        <source>A build is two to five groups of digits with dots, such as 10.1.25.1137. If you do not know it, leave it empty.</source>
        <translation>Ein Build besteht aus zwei bis fünf Zifferngruppen mit Punkten, zum Beispiel 10.1.25.1137. Wenn Sie ihn nicht kennen, lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <source>One line that says what is wrong is needed.</source>
        <translation>Eine Zeile wird gebraucht, die sagt, was nicht stimmt.</translation>
    </message>
    <message>
        <source>Say what you did: an engineer needs it to understand the problem.</source>
        <translation>Bitte beschreiben Sie, was Sie getan haben: Der Techniker braucht das, um das Problem zu verstehen.</translation>
    </message>
    <message>
        <source>Help with scripts is part of Evaluation Support only; choose another one.</source>
        <translation>Hilfe bei Skripten gehört nur zum Evaluation Support; bitte wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>This support program is not offered for your product; choose another one.</source>
        <translation>Dieses Support-Programm gibt es für Ihr Produkt nicht; bitte wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Only Enterprise Level Support ranks requests by their impact.</source>
        <translation>Nur der Enterprise Level Support ordnet Anfragen nach ihren Auswirkungen.</translation>
    </message>
    <message>
        <source>This is not a Ticket ID, or a digit of it is mistyped.</source>
        <translation>Das ist keine Ticket-ID, oder eine Ziffer ist falsch.</translation>
    </message>
    <message>
        <source>The Ticket ID is needed, to know which ticket to add to.</source>
        <translation>Die Ticket-ID wird gebraucht, damit klar ist, welches Ticket ergänzt wird.</translation>
    </message>
    <message>
        <source>“{field}” {fault}</source>
        <translation>„{field}“: {fault}</translation>
    </message>
    <message>
        <source>A bundle needs something in it: allow this program to read the computer.</source>
        <translation>Ein Paket braucht einen Inhalt: Bitte erlauben Sie diesem Programm, den Computer auszulesen.</translation>
    </message>
    <message>
        <source>This computer is still being read.</source>
        <translation>Dieser Computer wird noch ausgelesen.</translation>
    </message>
    <message>
        <source>This version is no longer supported; see above what can still be done.</source>
        <translation>Diese Version wird nicht mehr unterstützt; was noch möglich ist, steht oben.</translation>
    </message>
    <message>
        <source>The Ticket ID is needed.</source>
        <translation>Die Ticket-ID wird gebraucht.</translation>
    </message>
    <message>
        <source>This ticket was not sent from your account on this computer, so nothing can be added to it from here. Send a new support request, and name this one there as the earlier ticket.</source>
        <translation>Dieses Ticket wurde nicht aus Ihrem Benutzerkonto auf diesem Computer gesendet und lässt sich deshalb von hier nicht ergänzen. Senden Sie eine neue Support-Anfrage und geben Sie dieses dort als früheres Ticket an.</translation>
    </message>
    <message>
        <source>There is nothing to add yet: write something, or attach a file.</source>
        <translation>Es gibt noch nichts zu ergänzen: Schreiben Sie etwas oder hängen Sie eine Datei an.</translation>
    </message>
    <message>
        <source>Nothing personal would be hidden: that must be confirmed.</source>
        <translation>Nichts Persönliches würde verborgen: Das müssen Sie bestätigen.</translation>
    </message>
    <message>
        <source>Your support program does not include telephone support.</source>
        <translation>Ihr Support-Programm schließt keine telefonische Hilfe ein.</translation>
    </message>
    <message>
        <source>No support server is set up: enter its address in the settings.</source>
        <translation>Es ist kein Support-Server eingerichtet: Bitte tragen Sie seine Adresse in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>Restoring a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Backup, copying a disk</source>
        <translation>Sicherung, Datenträger kopieren</translation>
    </message>
    <message>
        <source>Computer does not start</source>
        <translation>Computer startet nicht</translation>
    </message>
    <message>
        <source>Recovery media</source>
        <translation>Rettungsmedien</translation>
    </message>
    <message>
        <source>Lost files or partitions</source>
        <translation>Verlorene Dateien oder Partitionen</translation>
    </message>
    <message>
        <source>Installation, update</source>
        <translation>Installation, Update</translation>
    </message>
    <message>
        <source>Licence, activation</source>
        <translation>Lizenz, Aktivierung</translation>
    </message>
    <message>
        <source>How do I do it?</source>
        <translation>Wie mache ich das?</translation>
    </message>
    <message>
        <source>Script, template</source>
        <translation>Skript, Vorlage</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Etwas anderes</translation>
    </message>
    <message>
        <source>Critical: work stands still</source>
        <translation>Kritisch: Die Arbeit steht still</translation>
    </message>
    <message>
        <source>A server does not start, or data that is needed now is out of reach.</source>
        <translation>Ein Server startet nicht, oder dringend benötigte Daten sind nicht erreichbar.</translation>
    </message>
    <message>
        <source>High: important work is badly hindered</source>
        <translation>Hoch: Wichtige Arbeit ist stark behindert</translation>
    </message>
    <message>
        <source>Backups fail on several machines, or a restore is due and does not run.</source>
        <translation>Sicherungen schlagen auf mehreren Computern fehl, oder eine fällige Wiederherstellung läuft nicht.</translation>
    </message>
    <message>
        <source>Medium: there is a way around it</source>
        <translation>Mittel: Es lässt sich umgehen</translation>
    </message>
    <message>
        <source>One function fails, but the work can be done in another way.</source>
        <translation>Eine Funktion versagt, aber die Arbeit lässt sich auf anderem Weg erledigen.</translation>
    </message>
    <message>
        <source>Low: it can wait</source>
        <translation>Niedrig: Es kann warten</translation>
    </message>
    <message>
        <source>A question, a wish, or something that merely looks wrong.</source>
        <translation>Eine Frage, ein Wunsch oder etwas, das nur falsch aussieht.</translation>
    </message>
    <message>
        <source>Yes, every time</source>
        <translation>Ja, jedes Mal</translation>
    </message>
    <message>
        <source>Sometimes</source>
        <translation>Manchmal</translation>
    </message>
    <message>
        <source>No, it happened once</source>
        <translation>Nein, es ist einmal geschehen</translation>
    </message>
    <message>
        <source>I have not tried</source>
        <translation>Ich habe es nicht versucht</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Log of a Paragon product</source>
        <translation>Protokoll eines Paragon-Produkts</translation>
    </message>
    <message>
        <source>Copy of the kernel log</source>
        <translation>Kopie des Kernel-Protokolls</translation>
    </message>
    <message>
        <source>Windows system information</source>
        <translation>Windows-Systeminformationen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>the problem in one line</source>
        <translation>das Problem in einer Zeile</translation>
    </message>
    <message>
        <source>what you did, step by step</source>
        <translation>was Sie getan haben, Schritt für Schritt</translation>
    </message>
    <message>
        <source>what you expected</source>
        <translation>was Sie erwartet haben</translation>
    </message>
    <message>
        <source>what happened instead</source>
        <translation>was stattdessen geschehen ist</translation>
    </message>
    <message>
        <source>since when it is so, and what changed then</source>
        <translation>seit wann es so ist und was sich damals geändert hat</translation>
    </message>
    <message>
        <source>whether it happens again</source>
        <translation>ob es sich wiederholt</translation>
    </message>
    <message>
        <source>whether data could be lost</source>
        <translation>ob Daten verloren gehen könnten</translation>
    </message>
    <message>
        <source>when it happened last</source>
        <translation>wann es zuletzt geschehen ist</translation>
    </message>
    <message>
        <source>the error code, if one was shown</source>
        <translation>der Fehlercode, falls einer angezeigt wurde</translation>
    </message>
    <message>
        <source>the product</source>
        <translation>das Produkt</translation>
    </message>
    <message>
        <source>the product&apos;s version</source>
        <translation>die Version des Produkts</translation>
    </message>
    <message>
        <source>the product&apos;s build</source>
        <translation>der Build des Produkts</translation>
    </message>
    <message>
        <source>the date of purchase</source>
        <translation>das Kaufdatum</translation>
    </message>
    <message>
        <source>a picture of what you see</source>
        <translation>ein Bild von dem, was Sie sehen</translation>
    </message>
    <message>
        <source>the file that it is about, or a log</source>
        <translation>die Datei, um die es geht, oder ein Protokoll</translation>
    </message>
    <message>
        <source>{local} your time ({cet} {label})</source>
        <translation>{local} Ihrer Zeit ({cet} {label})</translation>
    </message>
    <message>
        <source>CET</source>
        <translation>MEZ</translation>
    </message>
    <message>
        <source>{weekday}, {day}, {time}</source>
        <translation>{weekday}, {day}, {time} Uhr</translation>
    </message>
    <message>
        <source>I am not sure</source>
        <translation>Ich bin nicht sicher</translation>
    </message>
    <message>
        <source>We propose what fits what you tell us below.</source>
        <translation>Wir schlagen vor, was zu Ihren Angaben unten passt.</translation>
    </message>
    <message>
        <source>Complimentary Support</source>
        <translation>Complimentary Support (kostenlos)</translation>
    </message>
    <message>
        <source>Comes with every product: for 30 days after the purchase of a personal edition, 60 days for all others, or as long as a subscription runs. By web and e-mail.</source>
        <translation>Gehört zu jedem Produkt: 30 Tage ab Kauf einer Personal-Edition, 60 Tage bei allen anderen oder solange ein Abonnement läuft. Über Web und E-Mail.</translation>
    </message>
    <message>
        <source>Extended Support</source>
        <translation>Extended Support</translation>
    </message>
    <message>
        <source>Bought for one year. Monday to Friday, 8 to 22 CET; first answer within four business hours. Also by telephone.</source>
        <translation>Für ein Jahr gekauft. Montag bis Freitag, 8 bis 22 Uhr MEZ; erste Antwort innerhalb von vier Geschäftsstunden. Auch telefonisch.</translation>
    </message>
    <message>
        <source>Enterprise Level Support</source>
        <translation>Enterprise Level Support</translation>
    </message>
    <message>
        <source>Bought for one year, for Professional and Server editions and volume licences. Around the clock; the impact on the business decides what comes first.</source>
        <translation>Für ein Jahr gekauft, für Professional- und Server-Editionen und Volumenlizenzen. Rund um die Uhr; die Auswirkung auf den Betrieb entscheidet, was zuerst kommt.</translation>
    </message>
    <message>
        <source>Evaluation Support</source>
        <translation>Evaluation Support (Testphase)</translation>
    </message>
    <message>
        <source>For companies that try out a product: 30 days from agreeing to the evaluation terms. An engineer calls back.</source>
        <translation>Für Firmen, die ein Produkt testen: 30 Tage ab der Zustimmung zu den Testbedingungen. Ein Techniker ruft zurück.</translation>
    </message>
    <message>
        <source>Per-Incident Support</source>
        <translation>Per-Incident Support (Einzelfall)</translation>
    </message>
    <message>
        <source>One single problem with the latest version, bought beforehand and used within a year. Also by telephone. This request uses it up.</source>
        <translation>Ein einzelner Support-Fall zur neuesten Version, vorab gekauft und innerhalb eines Jahres eingelöst. Auch telefonisch. Diese Anfrage verbraucht ihn.</translation>
    </message>
    <message>
        <source>Complimentary, while a subscription runs</source>
        <translation>Complimentary, solange ein Abonnement läuft</translation>
    </message>
    <message>
        <source>Complimentary, after the purchase</source>
        <translation>Complimentary, nach dem Kauf</translation>
    </message>
    <message>
        <source>Complimentary, after an upgrade</source>
        <translation>Complimentary, nach einem Upgrade</translation>
    </message>
    <message>
        <source>Per-Incident Support (uses an incident up)</source>
        <translation>Per-Incident Support (verbraucht einen Support-Fall)</translation>
    </message>
    <message>
        <source>It is valid until {until}.</source>
        <translation>Er gilt bis {until}.</translation>
    </message>
    <message>
        <source>The subscription runs until {until}.</source>
        <translation>Das Abonnement läuft bis {until}.</translation>
    </message>
    <message>
        <source>The upgrade under Upgrade Assurance renewed it until {until}.</source>
        <translation>Das Upgrade im Rahmen der Upgrade Assurance hat ihn bis {until} erneuert.</translation>
    </message>
    <message>
        <source>It ended on {until}.</source>
        <translation>Er endete am {until}.</translation>
    </message>
    <message>
        <source>It has not begun yet.</source>
        <translation>Er hat noch nicht begonnen.</translation>
    </message>
    <message>
        <source>Not known: its date was not stated.</source>
        <translation>Nicht bekannt: Das Datum wurde nicht angegeben.</translation>
    </message>
    <message>
        <source>You did not say that you bought it.</source>
        <translation>Sie haben keinen Kauf angegeben.</translation>
    </message>
    <message>
        <source>Another support program was chosen.</source>
        <translation>Es wurde ein anderes Support-Programm gewählt.</translation>
    </message>
    <message>
        <source>Not known: it depends on the edition, and would end on {until} at the latest.</source>
        <translation>Nicht bekannt: Es hängt von der Edition ab und würde spätestens am {until} enden.</translation>
    </message>
    <message>
        <source>Only for Professional and Server editions and volume licences.</source>
        <translation>Nur für Professional- und Server-Editionen und Volumenlizenzen.</translation>
    </message>
    <message>
        <source>Only for Deployment Manager, Drive Backup Enterprise Server, Partition Manager Enterprise Server and System Recovery.</source>
        <translation>Nur für Deployment Manager, Drive Backup Enterprise Server, Partition Manager Enterprise Server und System Recovery.</translation>
    </message>
    <message>
        <source>Offered to companies: the company&apos;s name is needed on the next page.</source>
        <translation>Nur für Firmen: Auf der nächsten Seite wird der Name der Firma gebraucht.</translation>
    </message>
    <message>
        <source>There is no incident left.</source>
        <translation>Es ist kein Support-Fall mehr übrig.</translation>
    </message>
    <message>
        <source>Only for the latest version.</source>
        <translation>Nur für die neueste Version.</translation>
    </message>
    <message>
        <source>It is the latest version.</source>
        <translation>Es ist die neueste Version.</translation>
    </message>
    <message>
        <source>A version is supported for 18 months after the next one, {next}, came out.</source>
        <translation>Eine Version wird noch 18 Monate unterstützt, nachdem die nächste, {next}, erschienen ist.</translation>
    </message>
    <message>
        <source>This product is not in our list.</source>
        <translation>Dieses Produkt steht nicht in unserer Liste.</translation>
    </message>
    <message>
        <source>This version is not in our list.</source>
        <translation>Diese Version steht nicht in unserer Liste.</translation>
    </message>
    <message>
        <source>It is not known when version {next} came out.</source>
        <translation>Es ist nicht bekannt, wann Version {next} erschienen ist.</translation>
    </message>
    <message>
        <source>web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>an engineer calls you back</source>
        <translation>ein Techniker ruft Sie zurück</translation>
    </message>
    <message>
        <source>Save a bundle all the same</source>
        <translation>Trotzdem ein Paket speichern</translation>
    </message>
    <message>
        <source>Knowledge base</source>
        <translation>Wissensdatenbank</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <source>Discussion forum</source>
        <translation>Diskussionsforum</translation>
    </message>
    <message>
        <source>Upgrade to the latest version</source>
        <translation>Auf die neueste Version umsteigen</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>wenige Sekunden</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Read in part</source>
        <translation>Teilweise gelesen</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht vorhanden</translation>
    </message>
    <message>
        <source>Needs administrator rights</source>
        <translation>Erfordert Administratorrechte</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>Dauerte zu lange</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>Übergangen</translation>
    </message>
    <message>
        <source>Does not exist on this system</source>
        <translation>Gibt es auf diesem System nicht</translation>
    </message>
    <message>
        <source>{status}: {reason}</source>
        <translation>{status}: {reason}</translation>
    </message>
    <message>
        <source>{said}. Searched: {places}</source>
        <translation>{said}. Durchsucht: {places}</translation>
    </message>
    <message>
        <source>Names of people</source>
        <translation>Namen von Personen</translation>
    </message>
    <message>
        <source>Names of computers</source>
        <translation>Namen von Computern</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>Network addresses</source>
        <translation>Netzwerkadressen</translation>
    </message>
    <message>
        <source>Addresses of network cards</source>
        <translation>Adressen von Netzwerkkarten</translation>
    </message>
    <message>
        <source>Security identifiers</source>
        <translation>Sicherheitskennungen</translation>
    </message>
    <message>
        <source>Serial numbers</source>
        <translation>Seriennummern</translation>
    </message>
    <message>
        <source>Licence keys</source>
        <translation>Lizenzschlüssel</translation>
    </message>
    <message>
        <source>Names of networks</source>
        <translation>Namen von Netzwerken</translation>
    </message>
    <message>
        <source>Names of files</source>
        <translation>Namen von Dateien</translation>
    </message>
    <message>
        <source>Passwords and keys</source>
        <translation>Kennwörter und Schlüssel</translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation>Ihre eigenen Wörter</translation>
    </message>
    <message>
        <source>{kind} ({count})</source>
        <translation>{kind} ({count})</translation>
    </message>
    <message>
        <source>{advice} Details, in English: {details}</source>
        <translation>{advice} Einzelheiten, auf Englisch: {details}</translation>
    </message>
    <message>
        <source>{heading} Details, in English: {details}</source>
        <translation>{heading} Einzelheiten, auf Englisch: {details}</translation>
    </message>
    <message>
        <source>It could not be delivered for 30 days and is not tried any more by itself. It is kept: send it again, or discard it.</source>
        <translation>Es konnte 30 Tage lang nicht zugestellt werden und wird nicht mehr von selbst versucht. Es bleibt erhalten: Senden Sie es erneut oder verwerfen Sie es.</translation>
    </message>
    <message>
        <source>This is being sent already, by another window or program.</source>
        <translation>Das wird bereits von einem anderen Fenster oder Programm gesendet.</translation>
    </message>
    <message>
        <source>Wait until it is done; the outbox shows it.</source>
        <translation>Bitte warten Sie, bis es fertig ist; der Postausgang zeigt es.</translation>
    </message>
    <message>
        <source>This draft is open in another window.</source>
        <translation>Dieser Entwurf ist in einem anderen Fenster geöffnet.</translation>
    </message>
    <message>
        <source>Go on there, or close that window.</source>
        <translation>Machen Sie dort weiter oder schließen Sie das Fenster.</translation>
    </message>
    <message>
        <source>This was put into the outbox before your last changes.</source>
        <translation>Das kam vor Ihren letzten Änderungen in den Postausgang.</translation>
    </message>
    <message>
        <source>It is sent as it was then. To send what you see now, discard it in the outbox and try again here; once it has arrived, add the rest to its ticket.</source>
        <translation>Es wird so gesendet, wie es da war. Um zu senden, was Sie jetzt sehen, verwerfen Sie es im Postausgang und versuchen Sie es hier noch einmal; ist es schon angekommen, ergänzen Sie das Ticket um den Rest.</translation>
    </message>
    <message>
        <source>Paragon&apos;s server cannot be reached now.</source>
        <translation>Der Server von Paragon ist gerade nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the network connection. It is tried again by itself while this program runs.</source>
        <translation>Bitte prüfen Sie die Netzwerkverbindung. Es wird von selbst erneut versucht, solange dieses Programm läuft.</translation>
    </message>
    <message>
        <source>The support server cannot take it now.</source>
        <translation>Der Support-Server kann es gerade nicht annehmen.</translation>
    </message>
    <message>
        <source>What answered is not the support server.</source>
        <translation>Geantwortet hat nicht der Support-Server.</translation>
    </message>
    <message>
        <source>In a hotel or a company network, sign in to the network first. It is tried again by itself while this program runs.</source>
        <translation>Melden Sie sich in einem Hotel- oder Firmennetz zuerst im Netz an. Es wird von selbst erneut versucht, solange dieses Programm läuft.</translation>
    </message>
    <message>
        <source>The certificate of the support server is not trusted.</source>
        <translation>Dem Zertifikat des Support-Servers wird nicht vertraut.</translation>
    </message>
    <message>
        <source>Nothing was sent. If your company uses certificates of its own, name its certificate file in the settings; otherwise check date and time of this computer, or ask your administrator.</source>
        <translation>Es wurde nichts gesendet. Wenn Ihre Firma eigene Zertifikate verwendet, nennen Sie deren Zertifikatsdatei in den Einstellungen; sonst prüfen Sie bitte Datum und Uhrzeit dieses Computers oder fragen Sie Ihren Administrator.</translation>
    </message>
    <message>
        <source>Something in the settings does not fit.</source>
        <translation>Etwas in den Einstellungen passt nicht.</translation>
    </message>
    <message>
        <source>Please check the settings.</source>
        <translation>Bitte prüfen Sie die Einstellungen.</translation>
    </message>
    <message>
        <source>This could not be written.</source>
        <translation>Das konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder. What you typed is kept.</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner. Ihre Eingaben sind gespeichert.</translation>
    </message>
    <message>
        <source>It is not finished yet, but nothing is lost.</source>
        <translation>Es ist noch nicht fertig, aber es ist nichts verloren.</translation>
    </message>
    <message>
        <source>What you typed is kept; what was damaged is kept aside.</source>
        <translation>Ihre Eingaben sind gespeichert; was beschädigt war, wurde beiseitegelegt.</translation>
    </message>
    <message>
        <source>It is tried again by itself while this program runs.</source>
        <translation>Es wird von selbst erneut versucht, solange dieses Programm läuft.</translation>
    </message>
    <message>
        <source>The support server has refused it for good.</source>
        <translation>Der Support-Server hat es endgültig abgelehnt.</translation>
    </message>
    <message>
        <source>Your request and everything collected are kept on this computer.</source>
        <translation>Ihre Anfrage und alles Gesammelte bleiben auf diesem Computer erhalten.</translation>
    </message>
    <message>
        <source>Please try again in a moment.</source>
        <translation>Bitte versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>This file or folder does not exist, or cannot be read.</source>
        <translation>Diese Datei oder dieser Ordner existiert nicht oder ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Bitte wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>This cannot be used as it is.</source>
        <translation>So lässt sich das nicht verwenden.</translation>
    </message>
    <message>
        <source>The last check found something personal. Nothing was sent.</source>
        <translation>Die letzte Prüfung hat etwas Persönliches gefunden. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>It can be hidden, then sent.</source>
        <translation>Es kann verborgen und dann gesendet werden.</translation>
    </message>
    <message>
        <source>This was not possible.</source>
        <translation>Das war nicht möglich.</translation>
    </message>
    <message>
        <source>What you typed is kept.</source>
        <translation>Ihre Eingaben sind gespeichert.</translation>
    </message>
    <message>
        <source>{name} was not attached: at most {most} files can be.</source>
        <translation>{name} wurde nicht angehängt: Es sind höchstens {most} Dateien möglich.</translation>
    </message>
    <message>
        <source>Take another file out, or put several into one ZIP file.</source>
        <translation>Entfernen Sie eine andere Datei oder fassen Sie mehrere in einer ZIP-Datei zusammen.</translation>
    </message>
    <message>
        <source>{name} was not attached: it has {size}, and {left} are left.</source>
        <translation>{name} wurde nicht angehängt: Die Datei hat {size}, und es sind noch {left} frei.</translation>
    </message>
    <message>
        <source>Attach a smaller part of it, or take another file out.</source>
        <translation>Hängen Sie einen kleineren Teil davon an oder entfernen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>It was not allowed. You can go on, or try again.</source>
        <translation>Es wurde nicht erlaubt. Sie können weitermachen oder es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Nobody answered in time. You can go on, or try again.</source>
        <translation>Niemand hat rechtzeitig geantwortet. Sie können weitermachen oder es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>You can go on without them. Details, in English: {fault}</source>
        <translation>Sie können ohne sie weitermachen. Einzelheiten, auf Englisch: {fault}</translation>
    </message>
</context>
<context>
    <name>TroubleNote</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Hides this message</source>
        <translation>Blendet diese Meldung aus</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Address, certificate and proxy</source>
        <translation>Adresse, Zertifikat und Proxy</translation>
    </message>
    <message>
        <source>Send this report, too</source>
        <translation>Auch diesen Bericht senden</translation>
    </message>
    <message>
        <source>Attaches it to your request</source>
        <translation>Hängt ihn an Ihre Anfrage an</translation>
    </message>
    <message>
        <source>Something went wrong in this program.</source>
        <translation>In diesem Programm ist ein Fehler aufgetreten.</translation>
    </message>
    <message>
        <source>What you typed is kept. A report about it is being written.</source>
        <translation>Ihre Eingaben sind gespeichert. Ein Bericht darüber wird geschrieben.</translation>
    </message>
    <message>
        <source>What you typed is kept. A report about it was written: {place}</source>
        <translation>Ihre Eingaben sind gespeichert. Ein Bericht darüber wurde geschrieben: {place}</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Show beside it what was found on this computer</source>
        <translation>Daneben zeigen, was auf diesem Computer gefunden wurde</translation>
    </message>
    <message>
        <source>What was hidden is marked in both</source>
        <translation>Was verborgen wurde, ist in beiden markiert</translation>
    </message>
    <message>
        <source>Search in this file</source>
        <translation>In dieser Datei suchen</translation>
    </message>
    <message>
        <source>Enter goes to the first place, then to the next</source>
        <translation>Die Eingabetaste geht zur ersten Stelle, dann zur nächsten</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Goes to the next place</source>
        <translation>Geht zur nächsten Stelle</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Goes to the place before</source>
        <translation>Geht zur vorigen Stelle</translation>
    </message>
    <message>
        <source>As it will be sent</source>
        <translation>So, wie es gesendet wird</translation>
    </message>
    <message>
        <source>As it was found</source>
        <translation>So, wie es gefunden wurde</translation>
    </message>
    <message>
        <source>The text of the file; it cannot be changed here</source>
        <translation>Der Text der Datei; er kann hier nicht geändert werden</translation>
    </message>
    <message>
        <source>Part before</source>
        <translation>Vorheriger Teil</translation>
    </message>
    <message>
        <source>Shows an earlier part of the file</source>
        <translation>Zeigt einen früheren Teil der Datei</translation>
    </message>
    <message>
        <source>Part after</source>
        <translation>Nächster Teil</translation>
    </message>
    <message>
        <source>Shows a later part of the file</source>
        <translation>Zeigt einen späteren Teil der Datei</translation>
    </message>
    <message>
        <source>Not in this file</source>
        <translation>Nicht in dieser Datei</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>{n} von {count}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Call sheet</source>
        <translation>Gesprächsblatt</translation>
    </message>
    <message>
        <source>What you added to your ticket {ticket} has arrived.</source>
        <translation>Ihre Ergänzung zum Ticket {ticket} ist angekommen.</translation>
    </message>
    <message>
        <source>Your request has arrived. The Ticket ID is {ticket}.</source>
        <translation>Ihre Anfrage ist angekommen. Die Ticket-ID ist {ticket}.</translation>
    </message>
    <message>
        <source>Reading this computer…</source>
        <translation>Dieser Computer wird ausgelesen…</translation>
    </message>
    <message>
        <source>This computer has been read.</source>
        <translation>Dieser Computer wurde ausgelesen.</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Postausgang</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>_More</name>
    <message>
        <source>Subscription, Upgrade Assurance, incident</source>
        <translation>Abonnement, Upgrade Assurance, Support-Fall</translation>
    </message>
    <message>
        <source>A licence subscription runs until</source>
        <translation>Ein Lizenz-Abonnement läuft bis</translation>
    </message>
    <message>
        <source>Upgrade Assurance runs from</source>
        <translation>Upgrade Assurance gilt ab</translation>
    </message>
    <message>
        <source>It was bought for</source>
        <translation>Sie wurde gekauft für</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n Jahr</numerusform>
            <numerusform>%n Jahre</numerusform>
        </translation>
    </message>
    <message>
        <source>For how many years</source>
        <translation>Für wie viele Jahre</translation>
    </message>
    <message>
        <source>Upgraded under Upgrade Assurance on</source>
        <translation>Upgrade im Rahmen der Upgrade Assurance am</translation>
    </message>
    <message>
        <source>An unused incident (Per-Incident Support) was bought on</source>
        <translation>Ein unbenutzter Support-Fall (Per-Incident Support) wurde gekauft am</translation>
    </message>
</context>
</TS>
