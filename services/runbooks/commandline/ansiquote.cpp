// SPDX-License-Identifier: GPL-3.0-or-later
#include "ansiquote.h"

#include <QRegularExpression>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

QString meaning(const QRegularExpressionMatch &escape)
{
    static const QString letters = u"abefnrtv"_s;
    static const QString meanings = u"\a\b\u001b\f\n\r\t\v"_s;
    const QString text = escape.captured(1);
    if (const qsizetype at = letters.indexOf(text); text.size() == 1 && at >= 0)
        return meanings[at];
    const QChar first = text.front();
    if (text.size() > 1 && (first == u'x' || first == u'u' || first == u'U')) {
        const char32_t code = text.mid(1).toUInt(nullptr, 16);
        return code > QChar::LastValidCodePoint ? QString(QChar::ReplacementCharacter) : QString::fromUcs4(&code, 1);
    }
    if (first >= u'0' && first <= u'7')
        return QChar(text.toUInt(nullptr, 8) & 0xff);
    return QStringView(u"\\'\"?").contains(first) ? QString(first) : escape.captured();
}

} // namespace

QString ansiUnquoted(const QString &text)
{
    static const QRegularExpression escape(
        uR"(\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|.))"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString made;
    qsizetype from = 0;
    for (auto each = escape.globalMatch(text); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        made += text.mid(from, match.capturedStart() - from) + meaning(match);
        from = match.capturedEnd();
    }
    return made + text.mid(from);
}

} // namespace sm::commandline
