// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainvalue.h"

#include <QRegularExpression>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "dbPin" is "db_pin".
QString inWords(QString name)
{
    static const QRegularExpression hump(u"([a-z0-9])([A-Z])"_s);
    return name.replace(hump, u"\\1_\\2"_s).toLower();
}

/// Wider than names of secrets are elsewhere: a number may be a PIN, which is told by its name alone.
bool namesNoSecret(const QString &name)
{
    static const QRegularExpression anywhere(
        u"pass|pwd|secret|token|credential|key|auth|private|salt|cert|sign|otp|mfa|2fa|seed|code|card"_s);
    static const QRegularExpression word(
        u"(^|[^a-z0-9])(pins?|cvc|cvv|pan|ssn|iban|login|nonce|iv)([^a-z0-9]|$)|pin$"_s);
    const QString words = inWords(name);
    return !words.isEmpty() && !anywhere.match(words).hasMatch() && !word.match(words).hasMatch();
}

/// A number that begins with needless zeros is none to reckon with, but one that somebody gave out.
bool isPlainText(const QString &text)
{
    static const QRegularExpression number(
        u"\\A(?!(?:[^0-9]*[0-9]){7})-?(0|[1-9][0-9]*)([.][0-9]+)?(ms|s|m|h|%|Mi|Gi|MB)?\\z"_s);
    static const QRegularExpression word(
        u"\\A(true|false|on|off|yes|no|debug|info|warning|warn|error)\\z"_s, QRegularExpression::CaseInsensitiveOption);
    return number.match(text).hasMatch() || word.match(text).hasMatch();
}

} // namespace

bool isPlainValue(const QString &name, const QJsonValue &now, const QJsonValue &then)
{
    return namesNoSecret(name) && isPlainText(now.toString()) && isPlainText(then.toString());
}

} // namespace sm::deployments
