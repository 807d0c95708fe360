// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/shell.h>

namespace sm::test {

using commandline::Statement;
using commandline::Word;
using commandline::WordPart;
using namespace Qt::Literals::StringLiterals;

/// A word with its parts marked: text, 'quoted', $name, $(command), <glob *>.
inline QString outline(const Word &word)
{
    QString made;
    for (const WordPart &part : word.parts) {
        static const QHash<WordPart::Kind, QString> marks{{WordPart::Kind::Variable, u"$%1"_s},
            {WordPart::Kind::Command, u"$(%1)"_s}, {WordPart::Kind::Arithmetic, u"$((%1))"_s},
            {WordPart::Kind::ProcessFile, u"file(%1)"_s}, {WordPart::Kind::Glob, u"glob(%1)"_s},
            {WordPart::Kind::Tilde, u"tilde(%1)"_s}, {WordPart::Kind::Braces, u"braces(%1)"_s},
            {WordPart::Kind::Placeholder, u"placeholder(%1)"_s}};
        const QString text = marks.value(part.kind, u"%1"_s).arg(part.text + part.modifier);
        made += part.quoted ? u'\'' + text + u'\'' : text;
    }
    return made;
}

inline QString outline(const QList<Word> &words)
{
    QStringList made;
    for (const Word &word : words)
        made << outline(word);
    return made.join(u' ');
}

/// A statement in one line: kind[parts], a command as its words.
inline QString outline(const Statement &statement)
{
    if (statement.kind == Statement::Kind::Command) {
        QStringList made;
        for (const auto &each : statement.command.assignments)
            made << u"%1:=%2"_s.arg(each.name, outline(each.value));
        if (!statement.command.words.isEmpty())
            made << outline(statement.command.words);
        for (const auto &each : statement.command.redirections)
            made << each.sign + outline(each.target);
        return (statement.negated ? u"!"_s : QString()) + made.join(u' ') + (statement.background ? u"&"_s : QString());
    }
    static const QHash<Statement::Kind, QString> names{{Statement::Kind::Pipeline, u"pipe"_s},
        {Statement::Kind::List, u"list"_s}, {Statement::Kind::Loop, u"loop"_s}, {Statement::Kind::Condition, u"if"_s},
        {Statement::Kind::Group, u"group"_s}, {Statement::Kind::Function, u"function"_s},
        {Statement::Kind::Test, u"test"_s}, {Statement::Kind::Unparsed, u"unparsed"_s}};
    QStringList parts;
    if (!statement.name.isEmpty())
        parts << statement.name + u':';
    if (!statement.items.isEmpty())
        parts << outline(statement.items) + u':';
    for (const Statement &part : statement.parts)
        parts << outline(part);
    return names.value(statement.kind) + u'[' + parts.join(u"; "_s) + u']';
}

inline QString outline(const commandline::Script &script)
{
    QStringList made;
    for (const Statement &each : script.statements)
        made << outline(each);
    return made.join(u" ; "_s);
}

} // namespace sm::test
