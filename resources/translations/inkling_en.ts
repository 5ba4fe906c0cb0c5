<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>up to %n word(s)</source>
        <translation>
            <numerusform>up to %n word</numerusform>
            <numerusform>up to %n words</numerusform>
        </translation>
    </message>
</context>
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
    <name>FigureWords</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) to go.</source>
        <translation>
            <numerusform>%Ln word to go.</numerusform>
            <numerusform>%Ln words to go.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) to go, and {date} is over.</source>
        <translation>
            <numerusform>%Ln word to go, and {date} is over.</numerusform>
            <numerusform>%Ln words to go, and {date} is over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) a day until {date}.</source>
        <translation>
            <numerusform>%Ln word a day until {date}.</numerusform>
            <numerusform>%Ln words a day until {date}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the model added %Ln</source>
        <translation>
            <numerusform>the model added %Ln</numerusform>
            <numerusform>the model added %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the goal was %Ln</source>
        <translation>
            <numerusform>the goal was %Ln</numerusform>
            <numerusform>the goal was %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s) replaced; Undo takes that back.</source>
        <translation>
            <numerusform>%Ln place replaced; Undo takes that back.</numerusform>
            <numerusform>%Ln places replaced; Undo takes that back.</numerusform>
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
    <name>TextPage</name>
    <message numerus="yes">
        <source>%Ln word(s)</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
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
