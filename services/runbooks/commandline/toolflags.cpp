// SPDX-License-Identifier: GPL-3.0-or-later
#include "toolflags.h"

#include "pointer.h"
#include "wordrest.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Tool", text); }

} // namespace

ToolReader::ToolReader(const CommandUse &use)
    : m_use(use)
    , m_mask(use.standIn)
{
    m_command.place = use.place;
    for (const Word &word : use.words)
        m_command.argv << word.text();
}

bool ToolReader::refuse(const QString &reason)
{
    m_command.kind = ToolCommand::Kind::None;
    m_command.reason = reason;
    return false;
}

bool ToolReader::options(const ToolFlags &flags, bool stopsAtWord)
{
    for (qsizetype at = 1; at < m_use.words.size(); ++at) {
        const QString text = m_use.words[at].text();
        const bool isLast = text == u"--"_s;
        if (isLast || (stopsAtWord && !text.startsWith(u'-'))) {
            m_words += m_use.words.mid(isLast ? at + 1 : at);
            return true;
        }
        if (!text.startsWith(u'-') || text.size() < 2)
            m_words << m_use.words[at];
        else if (!(text.startsWith("--"_L1) ? option(text, flags, at) : letters(text, flags, at)))
            return false;
    }
    return true;
}

bool ToolReader::option(const QString &text, const ToolFlags &flags, qsizetype &at)
{
    const QString name = text.section(u'=', 0, 0);
    const auto flag = flags.constFind(name);
    if (flag == flags.constEnd())
        return refuse(tr("The option %1 is not understood.").arg(name));
    const bool hasValue = text.contains(u'=');
    return value(*flag, name, hasValue ? std::optional(restOf(m_use.words[at], name.size() + 1)) : std::nullopt, at);
}

/// -fsS, -n5, -n 5
bool ToolReader::letters(const QString &text, const ToolFlags &flags, qsizetype &at)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        const QString name = u'-' + text.mid(i, 1);
        const auto flag = flags.constFind(name);
        if (flag == flags.constEnd())
            return refuse(tr("The option %1 is not understood.").arg(name));
        if (flag->kind == ToolFlag::Kind::Switch) {
            m_command.details.insert(flag->key, true);
            continue;
        }
        const bool isLast = i + 1 == text.size();
        return value(*flag, name, isLast ? std::nullopt : std::optional(restOf(m_use.words[at], i + 1)), at);
    }
    return true;
}

bool ToolReader::value(const ToolFlag &flag, const QString &name, const std::optional<Word> &given, qsizetype &at)
{
    if (flag.kind == ToolFlag::Kind::Switch) {
        m_command.details.insert(flag.key, true);
        return !given || refuse(tr("%1 takes no value.").arg(name));
    }
    if (!given && at + 1 >= m_use.words.size())
        return refuse(tr("%1 needs a value.").arg(name));
    set(flag.key, given ? *given : m_use.words[++at], flag.kind);
    return true;
}

void ToolReader::set(const QString &key, const Word &word, ToolFlag::Kind kind)
{
    if (kind == ToolFlag::Kind::Secret) {
        m_command.secrets.insert(key, word);
        return;
    }
    QJsonArray list = m_command.details.value(key).toArray();
    const bool isList = kind == ToolFlag::Kind::List;
    const std::optional<QString> text
        = certain(word, isList ? pointerStep(key) + u'/' + QString::number(list.size()) : pointerStep(key));
    if (isList) {
        list << (text ? QJsonValue(*text) : QJsonValue());
        m_command.details.insert(key, list);
    } else if (text) {
        m_command.details.insert(
            key, kind == ToolFlag::Kind::Number ? QJsonValue(text->toDouble()) : QJsonValue(*text));
    }
}

std::optional<QString> ToolReader::certain(const Word &word, const QString &pointer)
{
    const QString text = m_mask.text(word);
    const std::optional<Word> uncertain = m_mask.uncertain(text, word.place);
    if (!uncertain)
        return text;
    m_command.deferred.insert(pointer, *uncertain);
    return std::nullopt;
}

void ToolReader::assignments(const ToolFlags &keys)
{
    for (const Assignment &each : std::as_const(m_use.command.assignments)) {
        const auto key = keys.constFind(each.name);
        if (key != keys.constEnd())
            set(key->key, each.value, key->kind);
    }
}

void ToolReader::redirections()
{
    for (const Redirection &each : std::as_const(m_use.command.redirections)) {
        if (each.sign.startsWith("<<"_L1) && each.sign != u"<<<"_s)
            m_command.details.insert(u"input"_s, each.body);
        else if (each.sign == u"<<<"_s)
            set(u"input"_s, each.target, ToolFlag::Kind::Text);
        else if (each.sign == u"<"_s)
            set(u"inputFile"_s, each.target, ToolFlag::Kind::Text);
        else if (each.descriptor != 2 && !each.sign.endsWith(u'&') && each.target.text() != u"/dev/null"_s)
            set(u"outputFile"_s, each.target, ToolFlag::Kind::Text);
    }
}

} // namespace sm::commandline
