// SPDX-License-Identifier: GPL-3.0-or-later
#include "placeholder.h"

#include <QRegularExpression>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

const QRegularExpression &pattern()
{
    // In brackets; YOUR_…; capitals that end in what names a thing; a run of X as in an id that is left out.
    static const QRegularExpression made(
        uR"(<[A-Za-z][\w.:/-]*(?: [\w.:/-]+){0,5}>|\{\{\s*[A-Za-z][\w. -]*\}\}|\b(?:YOUR|[Yy]our)[_-][A-Za-z0-9_-]+)"
        uR"(|(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*_(?:[A-Z0-9]+_)*(?:ID|IDS|ARN|NAME|HERE|URL|BUCKET|TOKEN|ACCOUNT|REGION|HOST|REVISION)(?![A-Za-z0-9_])|(?<=:)(?:ACCOUNT|REGION)(?=:))"
        uR"(|(?:[a-z0-9-]+_)?X{4,}(?![A-Za-z0-9]))"_s);
    return made;
}

} // namespace

bool isPlaceholder(const QString &text)
{
    const QRegularExpressionMatch match = pattern().match(text);
    return match.hasMatch() && match.capturedStart() == 0 && match.capturedLength() == text.size();
}

QStringList placeholdersIn(const QString &text)
{
    QStringList found;
    for (auto each = pattern().globalMatch(text); each.hasNext();)
        found << each.next().captured();
    return found;
}

} // namespace sm::commandline
