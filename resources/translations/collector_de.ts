<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Texts</source>
        <comment>This is needed.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This is only an example; write your own.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This is too long: at most {limit} characters.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This holds a character that is no text.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This cannot be understood as it is written.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This day lies in the future.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Your support program does not include this.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Nothing is sent without your consent.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This is not known.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This is of another kind than expected.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This file or folder cannot be used.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Your name is needed, so that an engineer knows whom to answer.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>An e-mail address is needed: the answer goes there.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This is not an e-mail address such as jane@example.com.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Evaluation Support is offered to companies: the company&apos;s name is needed.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>A number to call is needed where a time to call is given.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Your support program answers by web and e-mail only; leave this empty.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Texts</source>
        <comment>Without the registered e-mail one of these three is needed, so that Paragon recognises you.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>The product is needed, such as Partition Manager.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>The version is needed, such as 15. If you do not know it, give the build.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Texts</source>
        <comment>A build is two to five groups of digits with dots, such as 10.1.25.1137. If you do not know it, leave it empty.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>One line that says what is wrong is needed.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Tell what you did: an engineer needs it to understand the problem.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Help with scripts is part of Evaluation Support only; choose another one.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Only Enterprise Level Support ranks requests by their impact.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This is not a Ticket ID, or a digit of it is mistyped.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>The Ticket ID is needed, to know which ticket to add to.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>{field}: {fault}</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>A bundle needs something in it: allow this program to read the computer.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This computer is still being read.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>This version is no longer supported; see above what can still be done.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>The Ticket ID is needed.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>There is nothing to add yet: write something, or attach a file.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Nothing personal would be hidden: that must be confirmed.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>Your support program does not include telephone.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <comment>No support server is set up: enter its address in the settings.</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Show me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>How do we reach you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered e-mail</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DraftList</name>
    <message>
        <source>A request without a subject yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{product}, last changed {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last changed {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard it for good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstWindow</name>
    <message>
        <source>From a disk in trouble to a Ticket ID: this program collects what an engineer needs to know about this computer and sends it with your support request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guided pages are not part of this version. On the command line:

paragon-collector collect
paragon-collector submit --answers FILE.toml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support Request System:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Progress of collecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything typed is saved on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>How can we help?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a disk in trouble to a Ticket ID, in about five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a new support request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You describe the problem and get a Ticket ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to a ticket that I already have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another message, more files, or a new look at this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only save a bundle, send nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One file with what was collected, to look at or to send yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare a phone call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One page to print, with everything that an engineer will ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ticket ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looks like SRS-00000000; you find it in the e-mail about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let this program read the computer while you type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes, read this computer&apos;s disks, settings and logs now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It only reads, and changes nothing. Names, addresses and passwords are hidden. Nothing leaves this computer before you have seen all of it and agreed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look here first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody may have solved it already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discussion forum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No support server is set up here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can fill in everything and save a bundle. To send it, enter the server&apos;s address in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Ticket ID is needed, to know which ticket to add to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a Ticket ID, or a digit of it is mistyped.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Step {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something is missing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroubleNote</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program made a mistake.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you typed is kept. A report about it was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Compact</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}. {step}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call sheet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
