// SPDX-License-Identifier: GPL-3.0-or-later
#include "word.h"

#include <algorithm>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

QString written(const WordPart &part)
{
    switch (part.kind) {
    case WordPart::Kind::Variable:
        return part.modifier.isEmpty() ? u'$' + part.text : u"${%1%2}"_s.arg(part.text, part.modifier);
    case WordPart::Kind::Command:
        return u"$("_s + part.text + u')';
    case WordPart::Kind::Arithmetic:
        return u"$(("_s + part.text + u"))"_s;
    case WordPart::Kind::ProcessFile:
        return part.modifier + u'(' + part.text + u')';
    default:
        return part.text;
    }
}

bool isSubstitution(const WordPart &part)
{
    using Kind = WordPart::Kind;
    return part.kind == Kind::Variable || part.kind == Kind::Command || part.kind == Kind::Arithmetic
        || part.kind == Kind::ProcessFile;
}

} // namespace

std::optional<QString> Word::literal() const
{
    QString text;
    for (const WordPart &part : parts) {
        if (part.kind != WordPart::Kind::Literal)
            return std::nullopt;
        text += part.text;
    }
    return text;
}

QString Word::text() const
{
    QString text;
    for (const WordPart &part : parts)
        text += written(part);
    return text;
}

bool Word::hasSubstitution() const { return std::any_of(parts.begin(), parts.end(), isSubstitution); }

} // namespace sm::commandline
