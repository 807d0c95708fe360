// SPDX-License-Identifier: GPL-3.0-or-later
#include "password.h"

#include <crypto/random.h>

#include <QCoreApplication>

#include <cstring>

namespace sm::users {

namespace {

constexpr QByteArrayView Lowercase = "abcdefghijkmnpqrstuvwxyz";
constexpr QByteArrayView Uppercase = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr QByteArrayView Numbers = "23456789";
constexpr QByteArrayView Symbols = "#%+-.:=?@^_~";
// What Cognito counts as a symbol ("Adding user pool password requirements").
constexpr QByteArrayView AcceptedSymbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";
constexpr int ShortestGenerated = 16;
constexpr qsizetype Longest = 256; // PasswordType

char anyOf(QByteArrayView characters)
{
    return characters[static_cast<qsizetype>(crypto::randomBelow(static_cast<quint32>(characters.size())))];
}

bool hasAny(const QString &text, bool (*matches)(QChar)) { return std::any_of(text.begin(), text.end(), matches); }

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("sm::users::Password", text, nullptr, n);
}

} // namespace

Secret generatePassword(const PasswordPolicy &policy)
{
    const auto length = std::max(policy.minimumLength, ShortestGenerated);
    QByteArray password;
    for (const QByteArrayView each : {Lowercase, Uppercase, Numbers, Symbols})
        password += anyOf(each);
    const QByteArray all
        = Lowercase.toByteArray() + Uppercase.toByteArray() + Numbers.toByteArray() + Symbols.toByteArray();
    while (password.size() < length)
        password += anyOf(all);
    for (qsizetype i = password.size() - 1; i > 0; --i) // Fisher and Yates
        std::swap(password[i], password[static_cast<qsizetype>(crypto::randomBelow(static_cast<quint32>(i + 1)))]);

    const Secret secret{QByteArrayView(password)};
    ::explicit_bzero(password.data(), static_cast<size_t>(password.size()));
    return secret;
}

Result<void> checkPassword(const Secret &password, const PasswordPolicy &policy)
{
    const QString text = QString::fromUtf8(password.reveal());
    QStringList missing;
    if (text.size() < policy.minimumLength)
        missing.append(tr("at least %n characters", policy.minimumLength));
    if (text.size() > Longest)
        missing.append(tr("at most %n characters", static_cast<int>(Longest)));
    if (policy.requiresLowercase && !hasAny(text, [](QChar c) { return c >= u'a' && c <= u'z'; }))
        missing.append(tr("a lower-case letter"));
    if (policy.requiresUppercase && !hasAny(text, [](QChar c) { return c >= u'A' && c <= u'Z'; }))
        missing.append(tr("an upper-case letter"));
    if (policy.requiresNumbers && !hasAny(text, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        missing.append(tr("a number"));
    if (policy.requiresSymbols
        && !hasAny(text, [](QChar c) { return c.unicode() < 128 && AcceptedSymbols.contains(c.toLatin1()); }))
        missing.append(tr("a symbol"));
    if (text != text.trimmed())
        missing.append(tr("no space at the beginning or end"));
    if (missing.isEmpty())
        return ok();
    return Error(Error::Kind::Invalid, tr("The pool's password policy also asks for: %1.").arg(missing.join(tr(", "))));
}

} // namespace sm::users
