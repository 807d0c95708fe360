// SPDX-License-Identifier: GPL-3.0-or-later
#include "usersteps.h"

#include "newuserrules.h"

#include <operations/planjson.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("sm::users::UserSteps", text, nullptr, n);
}

QString daysText(int days) { return days == 1 ? tr("one day") : tr("%n days", days); }

QString durationText(std::chrono::minutes duration)
{
    const auto minutes = static_cast<int>(duration.count());
    if (minutes % 60 != 0 || minutes == 0)
        return minutes == 1 ? tr("one minute") : tr("%n minutes", minutes);
    return minutes == 60 ? tr("one hour") : tr("%n hours", minutes / 60);
}

QJsonArray toJson(const QList<UserAttribute> &attributes)
{
    QJsonArray json;
    for (const UserAttribute &each : attributes)
        json.append(QJsonObject{{u"Name"_s, each.name}, {u"Value"_s, each.value}});
    return json;
}

/// \p step, planned on \p state of what it changes, as the last reading told it and in the form in which the catalog
/// captures it: where it has become another by the time of the run, nothing is sent.
Step onState(Step step, const QJsonValue &state)
{
    step.before = state;
    step.fingerprint = operations::fingerprintOf(state);
    return step;
}

/// The attributes of \p user whose names \p isMeant takes, as the catalog captures them.
template <typename IsMeant>
QJsonObject attributesState(const User &user, const IsMeant &isMeant)
{
    QList<UserAttribute> meant;
    std::copy_if(user.attributes.begin(), user.attributes.end(), std::back_inserter(meant),
        [&isMeant](const UserAttribute &each) { return isMeant(each.name); });
    std::sort(
        meant.begin(), meant.end(), [](const UserAttribute &a, const UserAttribute &b) { return a.name < b.name; });
    return {{u"UserAttributes"_s, toJson(meant)}};
}

/// Everything of \p user that comes back when it is made anew. The service makes up the name where it is the sub.
QJsonObject wholeState(const User &user, const UserPool &pool)
{
    QJsonObject state
        = attributesState(user, [](const QString &name) { return name != "sub"_L1 && name != "identities"_L1; });
    const bool isOwnName = user.attribute(u"sub"_s) != user.name.value;
    state.insert(u"Username"_s, isOwnName ? QJsonValue(user.name.value) : QJsonValue());
    state.insert(u"Enabled"_s, user.enabled);
    QStringList groups = user.groups;
    groups.sort();
    state.insert(u"Groups"_s, QJsonArray::fromStringList(groups));
    state.insert(u"SignInBy"_s, QJsonArray::fromStringList(pool.usernameAttributes));
    return state;
}

QJsonObject named(const User &user) { return {{u"Username"_s, user.name.value}}; }

} // namespace

UserSteps::UserSteps(UserPool pool)
    : m_pool(std::move(pool))
{
}

Step UserSteps::step(const QString &title, const QString &resource, const char *operation, QJsonObject input,
    QList<Change> changes) const
{
    input.insert(u"UserPoolId"_s, m_pool.id.value);
    Step step;
    step.title = title;
    step.resource = resource;
    step.operation.uses = "aws:cognito-idp:"_L1 + QLatin1String(operation);
    step.operation.with = input;
    step.changes = std::move(changes);
    return step;
}

/// With the address that the name is, and marked as verified where that is wanted.
QList<UserAttribute> UserSteps::attributesOf(const NewUser &user) const
{
    QList<UserAttribute> attributes = user.attributes;
    const auto isEmail = [](const UserAttribute &each) { return each.name == "email"_L1; };
    bool hasEmail = std::any_of(attributes.begin(), attributes.end(), isEmail);
    if (!hasEmail && m_pool.usernameAttributes.contains("email"_L1) && user.name.value.contains(u'@')) {
        attributes.prepend({u"email"_s, user.name.value});
        hasEmail = true;
    }
    if (hasEmail && user.emailVerified)
        attributes.append({u"email_verified"_s, u"true"_s});
    return attributes;
}

Step UserSteps::account(const NewUser &user) const
{
    const QString name = user.name.value;
    const QList<UserAttribute> attributes = attributesOf(user);
    QList<Change> changes{{tr("User"), {}, name}};
    for (const UserAttribute &each : attributes)
        changes.append({each.name, {}, each.value});

    QJsonObject input{{u"Username"_s, name}, {u"UserAttributes"_s, toJson(attributes)}};
    // An invitation holds a temporary password, which a permanent one would make worthless at once.
    const bool invited = user.sendInvitation && !user.permanentPassword;
    const QString medium = invitationMedium(attributes);
    if (!invited)
        input.insert(u"MessageAction"_s, u"SUPPRESS"_s);
    else if (!medium.isEmpty())
        input.insert(u"DesiredDeliveryMediums"_s, QJsonArray{medium});
    Step step = this->step(tr("Create %1").arg(name), name, "AdminCreateUser", input, changes);
    step.notes.append(invited ? tr("Cognito sends an invitation to the user.") : tr("No message is sent."));
    if (!user.password.isEmpty() && !user.permanentPassword) {
        step.operation.with.insert(u"TemporaryPassword"_s, u"$TEMPORARY_PASSWORD"_s);
        step.operation.secrets.insert(u"TEMPORARY_PASSWORD"_s, user.password);
    }
    return step;
}

QList<Step> UserSteps::create(const NewUser &user) const
{
    const QString name = user.name.value;
    QList<Step> steps{account(user)};
    if (user.permanentPassword)
        steps.append(setPassword(user.name, name, UserStatus::ForceChangePassword, user.password, true));
    for (const QString &group : user.groups)
        steps.append(step(tr("Add %1 to %2").arg(name, group), name, "AdminAddUserToGroup",
            {{u"Username"_s, name}, {u"GroupName"_s, group}}, {{tr("Groups"), {}, group}}));
    return steps;
}

Step UserSteps::setPassword(
    const UserName &user, const QString &displayed, UserStatus before, const Secret &password, bool permanent) const
{
    const UserStatus after = permanent ? UserStatus::Confirmed : UserStatus::ForceChangePassword;
    const QString title = permanent ? tr("Set a permanent password for %1") : tr("Set a temporary password for %1");
    Step step = this->step(title.arg(displayed), displayed, "AdminSetUserPassword",
        {{u"Username"_s, user.value}, {u"Password"_s, u"$PASSWORD"_s}, {u"Permanent"_s, permanent}},
        {{tr("Status"), statusText(before), statusText(after)}});
    step.operation.secrets.insert(u"PASSWORD"_s, password);
    if (!permanent)
        step.notes.append(tr("The user has to choose a new password at the next sign-in, within %1.")
                .arg(daysText(m_pool.passwordPolicy.temporaryPasswordDays)));
    return step;
}

Step UserSteps::resetPassword(const User &user) const
{
    const QString name = displayName(user);
    Step step = this->step(tr("Reset the password of %1").arg(name), name, "AdminResetUserPassword", named(user),
        {{tr("Status"), statusText(user.status), statusText(UserStatus::ResetRequired)}});
    step.notes.append(tr("Cognito sends a code to the user. The old password stops working at once."));
    return step;
}

Step UserSteps::resendInvitation(const User &user, const QString &medium) const
{
    const QString name = displayName(user);
    QJsonObject input = named(user);
    input.insert(u"MessageAction"_s, u"RESEND"_s);
    input.insert(u"DesiredDeliveryMediums"_s, QJsonArray{medium}); // or Cognito tries SMS
    const QString sent = tr("sent %1").arg(user.modified.toUTC().toString(u"yyyy-MM-dd"_s));
    Step step = this->step(tr("Resend the invitation to %1").arg(name), name, "AdminCreateUser", input,
        {{tr("Invitation"), sent, tr("sent now")}});
    step.notes.append(tr("A new temporary password is sent; it is valid for %1.")
            .arg(daysText(m_pool.passwordPolicy.temporaryPasswordDays)));
    return step;
}

Step UserSteps::disable(const User &user) const
{
    const QString name = displayName(user);
    Step step = this->step(
        tr("Disable %1").arg(name), name, "AdminDisableUser", named(user), {{tr("Enabled"), tr("yes"), tr("no")}});
    const bool hasClients = m_pool.idTokenValidity.count() > 0;
    step.notes.append(hasClients
            ? tr("Access tokens stop working. ID tokens that were given out stay valid until they expire, at most %1 "
                 "from now.")
                  .arg(durationText(m_pool.idTokenValidity))
            : tr("Access tokens stop working. This pool has no app client, so no ID tokens are in use."));
    return onState(step, QJsonObject{{u"Enabled"_s, user.enabled}});
}

Step UserSteps::enable(const User &user) const
{
    const QString name = displayName(user);
    const Step step = this->step(
        tr("Enable %1").arg(name), name, "AdminEnableUser", named(user), {{tr("Enabled"), tr("no"), tr("yes")}});
    return onState(step, QJsonObject{{u"Enabled"_s, user.enabled}});
}

Step UserSteps::signOut(const User &user) const
{
    const QString name = displayName(user);
    return step(tr("Sign %1 out everywhere").arg(name), name, "AdminUserGlobalSignOut", named(user),
        {{tr("Refresh tokens"), tr("valid"), tr("revoked")}});
}

Step UserSteps::setMember(const User &user, const GroupName &group, bool member) const
{
    const QString name = displayName(user);
    QStringList after = user.groups;
    after.removeAll(group.value);
    if (member)
        after.append(group.value);
    QJsonObject input = named(user);
    input.insert(u"GroupName"_s, group.value);
    const QString title = member ? tr("Add %1 to %2") : tr("Remove %1 from %2");
    const char *operation = member ? "AdminAddUserToGroup" : "AdminRemoveUserFromGroup";
    const Step step = this->step(title.arg(name, group.value), name, operation, input,
        {{tr("Groups"), user.groups.join(tr(", ")), after.join(tr(", "))}});
    return onState(step, QJsonObject{{u"IsMember"_s, user.groups.contains(group.value)}});
}

Step UserSteps::setAttributes(const User &user, const QList<UserAttribute> &attributes) const
{
    const QString name = displayName(user);
    QList<Change> changes;
    QStringList names;
    for (const UserAttribute &each : attributes) {
        changes.append({each.name, user.attribute(each.name), each.value});
        names.append(each.name);
    }
    QJsonObject input = named(user);
    input.insert(u"UserAttributes"_s, toJson(attributes));
    Step step = this->step(tr("Change attributes of %1").arg(name), name, "AdminUpdateUserAttributes", input, changes);
    for (const QString &address : {u"email"_s, u"phone_number"_s}) {
        if (names.contains(address) && !names.contains(address + "_verified"_L1))
            step.notes.append(tr("The new %1 counts as unverified until %1_verified is set to true.").arg(address));
    }
    return onState(step, attributesState(user, [&names](const QString &each) {
        return names.contains(each) || each == "email_verified"_L1 || each == "phone_number_verified"_L1;
    }));
}

Step UserSteps::deleteAttributes(const User &user, const QStringList &names) const
{
    const QString name = displayName(user);
    QList<Change> changes;
    for (const QString &each : names)
        changes.append({each, user.attribute(each), {}});
    QJsonObject input = named(user);
    input.insert(u"UserAttributeNames"_s, QJsonArray::fromStringList(names));
    const Step step
        = this->step(tr("Delete attributes of %1").arg(name), name, "AdminDeleteUserAttributes", input, changes);
    return onState(step, attributesState(user, [&names](const QString &each) { return names.contains(each); }));
}

Step UserSteps::remove(const User &user, bool isWhole) const
{
    const QString name = displayName(user);
    QList<Change> changes{{tr("User"), name, {}}};
    if (!user.groups.isEmpty())
        changes.append({tr("Groups"), user.groups.join(tr(", ")), {}});
    const Step step = this->step(tr("Delete %1").arg(name), name, "AdminDeleteUser", named(user), changes);
    return isWhole ? onState(step, wholeState(user, m_pool)) : step;
}

} // namespace sm::users
