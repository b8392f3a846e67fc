<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>FilesCard</name>
    <message numerus="yes">
        <source>%n file(s) attached</source>
        <translation>
            <numerusform>%n file attached</numerusform>
            <numerusform>%n files attached</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message numerus="yes">
        <source>%n product(s) found</source>
        <translation>
            <numerusform>%n product found</numerusform>
            <numerusform>%n products found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeakPage</name>
    <message numerus="yes">
        <source>And %n more place(s).</source>
        <translation>
            <numerusform>And %n more place.</numerusform>
            <numerusform>And %n more places.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescuedCard</name>
    <message numerus="yes">
        <source>{size}, %n file(s), in {path}</source>
        <translation>
            <numerusform>{size}, %n file, in {path}</numerusform>
            <numerusform>{size}, %n files, in {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendPage</name>
    <message numerus="yes">
        <source>It is tried again by itself in %n second(s).</source>
        <translation>
            <numerusform>It is tried again by itself in %n second.</numerusform>
            <numerusform>It is tried again by itself in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <source>%n request(s) in the outbox would be lost.</source>
        <translation>
            <numerusform>%n request in the outbox would be lost.</numerusform>
            <numerusform>%n requests in the outbox would be lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_More</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
</TS>
