// SPDX-License-Identifier: GPL-3.0-or-later
#include "mask.h"

#include <commandline/placeholder.h>

#include <QRegularExpression>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = WordPart::Kind;

namespace {

constexpr QChar Open(0xE8F0); // private use: no runbook has them
constexpr QChar Close(0xE8F1);

/// Text in which placeholders that a shell does not see are parts of their own.
QList<WordPart> withPlaceholders(const QString &text, const Place &place)
{
    QList<WordPart> parts;
    qsizetype from = 0;
    for (const QString &name : placeholdersIn(text)) {
        const qsizetype at = text.indexOf(name, from);
        if (at > from)
            parts << WordPart{Kind::Literal, text.mid(from, at - from), true, {}, {}, place};
        parts << WordPart{Kind::Placeholder, name, true, {}, {}, place};
        from = at + name.size();
    }
    if (from < text.size())
        parts << WordPart{Kind::Literal, text.mid(from), true, {}, {}, place};
    return parts;
}

} // namespace

Mask::Mask(QString standIn)
    : m_standIn(std::move(standIn))
{
}

QString Mask::text(const Word &word)
{
    QString made;
    for (const WordPart &part : word.parts)
        made += masked(part);
    return made;
}

QString Mask::masked(const WordPart &part)
{
    const bool isBracesWithMore = part.kind == Kind::Braces && part.text.contains(u'$');
    const bool isText = part.kind == Kind::Literal || part.kind == Kind::Glob || part.kind == Kind::Tilde
        || (part.kind == Kind::Braces && !isBracesWithMore);
    if (!isText)
        return mark(part);
    QString text = part.text;
    text.remove(Open).remove(Close);
    return m_standIn.isEmpty() || !text.contains(m_standIn)
        ? text
        : text.replace(m_standIn, mark({Kind::Placeholder, m_standIn, part.quoted, {}, {}, part.place}));
}

QString Mask::mark(const WordPart &part)
{
    m_parts << part;
    return Open + QString::number(m_parts.size() - 1) + Close;
}

bool Mask::isMasked(const QString &text) { return text.contains(Open); }

std::optional<Word> Mask::uncertain(const QString &text, const Place &place) const
{
    static const QRegularExpression form(u"\uE8F0([0-9]{1,9})\uE8F1"_s);
    Word word;
    word.place = place;
    qsizetype from = 0;
    bool isUncertain = false;
    for (auto each = form.globalMatch(text); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        word.parts += withPlaceholders(text.mid(from, match.capturedStart() - from), place);
        word.parts += m_parts.value(match.captured(1).toLongLong());
        from = match.capturedEnd();
        isUncertain = true;
    }
    word.parts += withPlaceholders(text.mid(from), place);
    isUncertain = isUncertain || std::any_of(word.parts.begin(), word.parts.end(), [](const WordPart &part) {
        return part.kind == Kind::Placeholder;
    });
    word.source = word.text();
    return isUncertain ? std::optional(word) : std::nullopt;
}

} // namespace sm::commandline
