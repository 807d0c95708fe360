// SPDX-License-Identifier: GPL-3.0-or-later
#include "newuserrules.h"

#include "password.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

constexpr qsizetype LongestName = 128; // UsernameType
constexpr qsizetype LongestValue = 2048; // AttributeValueType

QString tr(const char *text) { return QCoreApplication::translate("sm::users::NewUser", text); }

bool hasControlCharacter(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool hasValue(const QList<UserAttribute> &attributes, const QString &name)
{
    return std::any_of(attributes.begin(), attributes.end(),
        [&name](const UserAttribute &each) { return each.name == name && !each.value.isEmpty(); });
}

QString problemOfName(const QString &name, const UserPool &pool)
{
    if (name.isEmpty())
        return tr("No user name.");
    if (name.size() > LongestName)
        return tr("The user name is longer than %1 characters.").arg(LongestName);
    if (hasControlCharacter(name))
        return tr("The user name holds control characters.");
    const bool byEmail = pool.usernameAttributes.contains("email"_L1);
    const bool byPhone = pool.usernameAttributes.contains("phone_number"_L1);
    const bool fits = (!byEmail && !byPhone) || (byEmail && name.contains(u'@')) || (byPhone && name.startsWith(u'+'));
    if (fits)
        return {};
    return byEmail ? tr("This pool signs in with e-mail addresses; this is none.")
                   : tr("This pool signs in with phone numbers; they begin with + and the country.");
}

QString problemOfAttributes(const NewUser &user, const UserPool &pool)
{
    for (const UserAttribute &each : user.attributes) {
        if (each.value.size() > LongestValue)
            return tr("%1 is longer than %2 characters.").arg(each.name, QString::number(LongestValue));
        if (hasControlCharacter(each.value))
            return tr("%1 holds control characters.").arg(each.name);
    }
    for (const QString &required : pool.requiredAttributes) {
        const bool isTheName = pool.usernameAttributes.contains(required); // Cognito fills it in from the name
        if (!isTheName && !hasValue(user.attributes, required))
            return tr("The pool asks for %1.").arg(required);
    }
    return {};
}

QString problemOfSignIn(const NewUser &user, const UserPool &pool)
{
    if (user.password.isEmpty() && user.permanentPassword)
        return tr("A permanent password is missing.");
    if (!user.password.isEmpty()) {
        const Result<void> fits = checkPassword(user.password, pool.passwordPolicy);
        return fits ? QString() : fits.error().message();
    }
    const bool reachable = !invitationMedium(user.attributes).isEmpty() || !pool.usernameAttributes.isEmpty();
    return user.sendInvitation && !reachable
        ? tr("There is no e-mail address or phone number to send the invitation to.")
        : QString();
}

} // namespace

QString invitationMedium(const QList<UserAttribute> &attributes)
{
    if (hasValue(attributes, u"email"_s))
        return u"EMAIL"_s;
    return hasValue(attributes, u"phone_number"_s) ? u"SMS"_s : QString();
}

QString problemOf(const NewUser &user, const UserPool &pool)
{
    QString problem = problemOfName(user.name.value, pool);
    if (problem.isEmpty())
        problem = problemOfAttributes(user, pool);
    return problem.isEmpty() ? problemOfSignIn(user, pool) : problem;
}

} // namespace sm::users
