<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message numerus="yes">
        <source>up to %n word(s)</source>
        <translation>
            <numerusform>up to %n word</numerusform>
            <numerusform>up to %n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Privacy</name>
    <message numerus="yes">
        <source>%Ln of them belong(s) to open texts and stay(s).</source>
        <translation>
            <numerusform>%Ln of them belongs to an open text and stays.</numerusform>
            <numerusform>%Ln of them belong to open texts and stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoryMemory</name>
    <message numerus="yes">
        <source>Forgot %Ln word(s) of this story.</source>
        <translation>
            <numerusform>Forgot %Ln word of this story.</numerusform>
            <numerusform>Forgot %Ln words of this story.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remembers %Ln word(s) of this story.</source>
        <translation>
            <numerusform>Remembers %Ln word of this story.</numerusform>
            <numerusform>Remembers %Ln words of this story.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Threads</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
</TS>
