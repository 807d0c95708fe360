// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of programs that get their words as they are, as steps.
#include "draftcommand.h"

#include <lint/secretnames.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::CommandUse;
using commandline::ToolCommand;
using commandline::Word;
using commandline::WordPart;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

/// Whether a shell makes names of files of it.
bool isPattern(const Word &word)
{
    using Kind = WordPart::Kind;
    return std::any_of(word.parts.begin(), word.parts.end(), [](const WordPart &part) {
        return !part.quoted
            && (part.kind == Kind::Glob || part.kind == Kind::Braces || part.kind == Kind::Tilde
                || part.kind == Kind::ProcessFile);
    });
}

/// Whether it waits for somebody: to stop it, or to type.
bool isEndless(const QString &program, const QStringList &words)
{
    static const QRegularExpression following(u"^(--follow(=.*)?|-[a-zA-Z]*[fF])$"_s);
    static const QStringList followers{u"tail"_s, u"journalctl"_s, u"kubectl"_s, u"docker"_s, u"docker-compose"_s};
    const bool isLog = program == "tail"_L1 || program == "journalctl"_L1 || words.contains("logs"_L1);
    if (followers.contains(program) && isLog)
        return std::any_of(words.begin(), words.end(),
            [](const QString &word) { return following.match(word).hasMatch() && !word.startsWith("--f="_L1); });
    const bool isTyped
        = words.contains("-it"_L1) || words.contains("-ti"_L1) || (words.contains("-i"_L1) && words.contains("-t"_L1));
    const bool isWatch = words.contains("-w"_L1) || words.contains("--watch"_L1) || words.contains("port-forward"_L1);
    return (program == "kubectl"_L1 && (isWatch || isTyped)) || (program.startsWith("docker"_L1) && isTyped);
}

/// Whether what it does depends on the folder that it runs in.
bool usesFolder(const QString &program, const QStringList &words)
{
    static const QStringList builders{u"git"_s, u"cdk"_s, u"sam"_s, u"terraform"_s, u"tofu"_s, u"npm"_s, u"pnpm"_s,
        u"yarn"_s, u"vercel"_s, u"alembic"_s, u"make"_s, u"webpack"_s, u"docker-compose"_s, u"pytest"_s};
    static const QRegularExpression path(u"^(?!-|\\w+://|/)[\\w.-]*[./][\\w./-]*\\.?\\w*$"_s);
    const bool isRead = program != "kubectl"_L1 && program != "docker"_L1 && program != "gh"_L1;
    return builders.contains(program) || (isRead && std::any_of(words.begin(), words.end(), [](const QString &word) {
        return path.match(word).hasMatch()
            && (word.contains(u'/') || word.contains(QRegularExpression(u"\\.[a-z]+$"_s)));
    }));
}

/// Whether a word gives a secret to a program, where everybody on the machine reads it.
bool passesSecret(const QString &program, const QStringList &words, qsizetype at)
{
    const QString &word = words.at(at);
    const QString name = word.section(u'=', 0, -2).section(u'=', -1);
    const bool isOption = word.startsWith("--"_L1) && !word.contains(u'=');
    const QString tool = words.value(0) == "login"_L1 ? program + u" login"_s : program;
    return (isOption && lint::namesASecret(word.mid(2)) && at + 1 < words.size())
        || (!name.isEmpty() && lint::namesASecret(name)) || !lint::passwordFlag(tool, word).isEmpty();
}

} // namespace

QList<DraftAction> DraftCommand::process(const ToolCommand &command, const CommandUse &use)
{
    static const QStringList transparent{u"time"_s, u"command"_s, u"exec"_s};
    QList<Word> words = use.wrappers.isEmpty() ? use.words : use.command.words;
    while (!use.wrappers.isEmpty() && transparent.contains(words.value(0).text()))
        words.removeFirst();
    QStringList texts;
    for (const Word &word : words.mid(1))
        texts << word.text();
    if (isEndless(command.program, texts))
        return refuse(tr("It runs until somebody stops it, or waits for somebody to type."));
    QJsonArray arguments;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (isPattern(words.at(i + 1)))
            return refuse(tr("A shell makes names of files of a part of it."));
        if (passesSecret(command.program, texts, i))
            return refuse(tr("It is given a secret on its command line, where everybody on the machine reads it."));
        const QString before = texts.value(i - 1);
        const QString hint = before.startsWith("--"_L1) ? before.mid(2) : command.program + u" value"_s;
        const std::optional<QString> source = m_words.of(words.at(i + 1), hint);
        if (!source || m_source.redaction.isIn(*source))
            return refuse(tr("A part of it is decided only when a shell runs it, or a password stands in it."));
        m_ready.insert(u"/arguments/%1"_s.arg(i), *source);
        arguments << QJsonValue::Null;
    }
    m_open.clear();
    QJsonObject with{{u"program"_s, words.value(0).text()}};
    if (!arguments.isEmpty())
        with.insert(u"arguments"_s, arguments);
    if (m_state.folder.isEmpty() && usesFolder(command.program, texts))
        m_state.folder = m_state.parameters.named(
            u"folder"_s, tr("Where its commands are run: the folder that the names of files start from."));
    if (!m_state.folder.isEmpty()) {
        m_ready.insert(u"/folder"_s, m_state.folder);
        with.insert(u"folder"_s, QJsonValue::Null);
    }
    if (!environment(use, with))
        return refuse(tr("A variable that it gets is decided only when a shell runs it."));
    return made(u"process:run"_s, with);
}

/// NAME=value in front of a command.
bool DraftCommand::environment(const CommandUse &use, QJsonObject &with)
{
    QJsonObject plain;
    QJsonObject secret;
    for (const commandline::Assignment &each : use.command.assignments) {
        const bool isSecret = lint::namesASecret(each.name) || m_source.redaction.isIn(each.value.text());
        const std::optional<QString> value
            = isSecret ? m_words.secret(each.value, each.name) : m_words.of(each.value, each.name);
        if (!value)
            return false;
        m_ready.insert((isSecret ? u"/secretEnvironment/"_s : u"/environment/"_s) + each.name, *value);
        (isSecret ? secret : plain).insert(each.name, QJsonValue::Null);
    }
    if (!plain.isEmpty())
        with.insert(u"environment"_s, plain);
    if (!secret.isEmpty())
        with.insert(u"secretEnvironment"_s, secret);
    return true;
}

} // namespace sm::runbooks
