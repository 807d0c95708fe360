// SPDX-License-Identifier: GPL-3.0-or-later
#include "userplans.h"

#include "password.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("sm::users::UserPlans", text, nullptr, n);
}

QJsonObject attributeJson(const UserAttribute &attribute)
{
    return {{u"Name"_s, attribute.name}, {u"Value"_s, attribute.value}};
}

/// What becomes of one user of a selection: its steps, or the reason why it is left out.
struct Choice
{
    QList<Step> steps;
    QString refusal;
};

Choice refuse(const QString &reason) { return {{}, reason}; }

} // namespace

UserPlans::UserPlans(const operations::Planner &planner, SystemInfo system, UserPool pool)
    : m_planner(planner)
    , m_system(std::move(system))
    , m_pool(std::move(pool))
{
}

Step UserPlans::step(const QString &title, const QString &resource, const char *operation, QJsonObject input,
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

Result<UserPlan> UserPlans::plan(
    const QString &title, const QList<Step> &steps, bool bulk, const QList<UserPlan::LeftOut> &leftOut) const
{
    if (steps.isEmpty())
        return Error(Error::Kind::Invalid, leftOut.isEmpty() ? tr("Nothing would change.") : leftOut.first().reason);
    const Result<Plan> plan = m_planner.plan(title, m_system, steps, bulk);
    if (!plan)
        return plan.error();
    return UserPlan{*plan, leftOut};
}

/// One choice for each user; the title names the one that is in, or counts them.
template <typename Choose>
Result<UserPlan> UserPlans::forEach(
    const QList<User> &users, const QString &oneTitle, const QString &manyTitle, const Choose &choose) const
{
    QList<Step> steps;
    QStringList names;
    QList<UserPlan::LeftOut> leftOut;
    for (const User &user : users) {
        const QString name = displayName(user);
        const Choice choice = choose(user, name);
        if (choice.steps.isEmpty()) {
            leftOut.append({name, choice.refusal});
        } else {
            steps.append(choice.steps);
            names.append(name);
        }
    }
    const QString title = names.size() == 1 ? oneTitle.arg(names.first()) : manyTitle.arg(names.size());
    return plan(title, steps, names.size() > 1, leftOut);
}

QList<Step> UserPlans::creationOf(const NewUser &user) const
{
    const QString name = user.name.value;
    QJsonArray attributes;
    QList<Change> changes{{tr("User"), {}, name}};
    for (const UserAttribute &each : user.attributes) {
        attributes.append(attributeJson(each));
        changes.append({each.name, {}, each.value});
        if (each.name == "email"_L1 && user.emailVerified)
            attributes.append(attributeJson({u"email_verified"_s, u"true"_s}));
    }
    QJsonObject input{{u"Username"_s, name}, {u"UserAttributes"_s, attributes}};
    if (user.sendInvitation)
        input.insert(u"DesiredDeliveryMediums"_s, QJsonArray{u"EMAIL"_s});
    else
        input.insert(u"MessageAction"_s, u"SUPPRESS"_s);

    QList<Step> steps{step(tr("Create %1").arg(name), name, "AdminCreateUser", input, changes)};
    steps[0].notes.append(
        user.sendInvitation ? tr("Cognito sends an invitation to the user.") : tr("No message is sent."));
    if (!user.password.isEmpty() && !user.permanentPassword) {
        steps[0].operation.with.insert(u"TemporaryPassword"_s, u"$TEMPORARY_PASSWORD"_s);
        steps[0].operation.secrets.insert(u"TEMPORARY_PASSWORD"_s, user.password);
    }
    if (!user.password.isEmpty() && user.permanentPassword)
        steps.append(passwordOf(user.name, name, UserStatus::ForceChangePassword, user.password, true));
    for (const QString &group : user.groups)
        steps.append(step(tr("Add %1 to %2").arg(name, group), name, "AdminAddUserToGroup",
            {{u"Username"_s, name}, {u"GroupName"_s, group}}, {{tr("Groups"), {}, group}}));
    return steps;
}

Step UserPlans::passwordOf(
    const UserName &user, const QString &name, UserStatus before, const Secret &password, bool permanent) const
{
    const UserStatus after = permanent ? UserStatus::Confirmed : UserStatus::ForceChangePassword;
    Step step = this->step(
        permanent ? tr("Set a permanent password for %1").arg(name) : tr("Set a temporary password for %1").arg(name),
        name, "AdminSetUserPassword",
        {{u"Username"_s, user.value}, {u"Password"_s, u"$PASSWORD"_s}, {u"Permanent"_s, permanent}},
        {{tr("Status"), statusText(before), statusText(after)}});
    step.operation.secrets.insert(u"PASSWORD"_s, password);
    if (!permanent)
        step.notes.append(tr("The user has to choose a new password at the next sign-in, within %n days.",
            m_pool.passwordPolicy.temporaryPasswordDays));
    return step;
}

Result<UserPlan> UserPlans::create(const QList<NewUser> &users) const
{
    QList<Step> steps;
    for (const NewUser &user : users) {
        const Result<void> fits = user.password.isEmpty() ? ok() : checkPassword(user.password, m_pool.passwordPolicy);
        if (!fits)
            return fits.error();
        steps.append(creationOf(user));
    }
    const QString title
        = users.size() == 1 ? tr("Create %1").arg(users.first().name.value) : tr("Create %1 users").arg(users.size());
    return plan(title, steps, users.size() > 1, {});
}

Result<UserPlan> UserPlans::setPassword(const User &user, const Secret &password, bool permanent) const
{
    const Result<void> fits = checkPassword(password, m_pool.passwordPolicy);
    if (!fits)
        return fits.error();
    const Step only = passwordOf(user.name, displayName(user), user.status, password, permanent);
    return plan(only.title, {only}, false, {});
}

Result<UserPlan> UserPlans::resetPassword(const QList<User> &users) const
{
    const auto choose = [this](const User &user, const QString &name) {
        const bool reachable = user.attribute(u"email_verified"_s) == "true"_L1
            || user.attribute(u"phone_number_verified"_s) == "true"_L1;
        if (user.status == UserStatus::ForceChangePassword)
            return refuse(
                tr("%1 has never signed in, so Cognito refuses a reset. Resend the invitation instead.").arg(name));
        if (user.status == UserStatus::ExternalProvider)
            return refuse(tr("%1 signs in through another provider, which keeps the password.").arg(name));
        if (!user.enabled)
            return refuse(tr("%1 is disabled. Enable the user first.").arg(name));
        if (!reachable)
            return refuse(tr("%1 has no verified e-mail address or phone number to send a code to.").arg(name));
        Step reset = step(tr("Reset the password of %1").arg(name), name, "AdminResetUserPassword",
            {{u"Username"_s, user.name.value}},
            {{tr("Status"), statusText(user.status), statusText(UserStatus::ResetRequired)}});
        reset.notes.append(tr("Cognito sends a code to the user. The old password stops working at once."));
        return Choice{{reset}, {}};
    };
    return forEach(users, tr("Reset the password of %1"), tr("Reset the passwords of %1 users"), choose);
}

Result<UserPlan> UserPlans::resendInvitation(const QList<User> &users) const
{
    const auto choose = [this](const User &user, const QString &name) {
        if (user.status != UserStatus::ForceChangePassword)
            return refuse(tr("%1 has signed in already; there is no invitation to resend.").arg(name));
        Step resend = step(tr("Resend the invitation to %1").arg(name), name, "AdminCreateUser",
            {{u"Username"_s, user.name.value}, {u"MessageAction"_s, u"RESEND"_s}},
            {{tr("Invitation"), tr("sent %1").arg(user.modified.toString(u"yyyy-MM-dd"_s)), tr("sent now")}});
        resend.notes.append(tr(
            "A new temporary password is sent; it is valid for %n days.", m_pool.passwordPolicy.temporaryPasswordDays));
        return Choice{{resend}, {}};
    };
    return forEach(users, tr("Resend the invitation to %1"), tr("Resend the invitations to %1 users"), choose);
}

Step UserPlans::signOutOf(const User &user, const QString &name) const
{
    return step(tr("Sign %1 out everywhere").arg(name), name, "AdminUserGlobalSignOut",
        {{u"Username"_s, user.name.value}}, {{tr("Refresh tokens"), tr("valid"), tr("revoked")}});
}

Result<UserPlan> UserPlans::disable(const QList<User> &users, bool signOutEverywhere) const
{
    const auto choose = [this, signOutEverywhere](const User &user, const QString &name) {
        if (!user.enabled)
            return refuse(tr("%1 is disabled already.").arg(name));
        Step disabling = step(tr("Disable %1").arg(name), name, "AdminDisableUser", {{u"Username"_s, user.name.value}},
            {{tr("Enabled"), tr("yes"), tr("no")}});
        disabling.notes.append(tr("Access tokens stop working. ID tokens that were given out stay valid until they "
                                  "expire, at most %n minutes from now.",
            static_cast<int>(m_pool.idTokenValidity.count())));
        QList<Step> steps{disabling};
        if (signOutEverywhere)
            steps.append(signOutOf(user, name));
        return Choice{steps, {}};
    };
    return forEach(users, tr("Disable %1"), tr("Disable %1 users"), choose);
}

Result<UserPlan> UserPlans::enable(const QList<User> &users) const
{
    const auto choose = [this](const User &user, const QString &name) {
        if (user.enabled)
            return refuse(tr("%1 is enabled already.").arg(name));
        return Choice{{step(tr("Enable %1").arg(name), name, "AdminEnableUser", {{u"Username"_s, user.name.value}},
                          {{tr("Enabled"), tr("no"), tr("yes")}})},
            {}};
    };
    return forEach(users, tr("Enable %1"), tr("Enable %1 users"), choose);
}

Step UserPlans::membershipOf(const User &user, const QString &name, const GroupName &group, bool member) const
{
    QStringList after = user.groups;
    after.removeAll(group.value);
    if (member)
        after.append(group.value);
    const QString title = member ? tr("Add %1 to %2") : tr("Remove %1 from %2");
    return step(title.arg(name, group.value), name, member ? "AdminAddUserToGroup" : "AdminRemoveUserFromGroup",
        {{u"Username"_s, user.name.value}, {u"GroupName"_s, group.value}},
        {{tr("Groups"), user.groups.join(tr(", ")), after.join(tr(", "))}});
}

Result<UserPlan> UserPlans::addToGroup(const QList<User> &users, const GroupName &group) const
{
    const auto choose = [this, &group](const User &user, const QString &name) {
        if (user.groups.contains(group.value))
            return refuse(tr("%1 is in %2 already.").arg(name, group.value));
        return Choice{{membershipOf(user, name, group, true)}, {}};
    };
    return forEach(users, tr("Add %2 to %1").arg(group.value, u"%1"_s),
        tr("Add %2 users to %1").arg(group.value, u"%1"_s), choose);
}

Result<UserPlan> UserPlans::removeFromGroup(const QList<User> &users, const GroupName &group) const
{
    const auto choose = [this, &group](const User &user, const QString &name) {
        if (!user.groups.contains(group.value))
            return refuse(tr("%1 is not in %2.").arg(name, group.value));
        return Choice{{membershipOf(user, name, group, false)}, {}};
    };
    return forEach(users, tr("Remove %2 from %1").arg(group.value, u"%1"_s),
        tr("Remove %2 users from %1").arg(group.value, u"%1"_s), choose);
}

Result<UserPlan> UserPlans::editAttributes(const User &user, const QList<UserAttribute> &attributes) const
{
    const QString name = displayName(user);
    QJsonArray set;
    QList<Change> settings;
    for (const UserAttribute &each : attributes) {
        if (user.attribute(each.name) == each.value)
            continue;
        set.append(attributeJson(each));
        settings.append({each.name, user.attribute(each.name), each.value});
    }
    QJsonArray gone;
    QList<Change> deletions;
    for (const UserAttribute &each : user.attributes) {
        const auto sameName = [&each](const UserAttribute &other) { return other.name == each.name; };
        if (each.name == "sub"_L1 || std::any_of(attributes.begin(), attributes.end(), sameName))
            continue;
        gone.append(each.name);
        deletions.append({each.name, each.value, {}});
    }

    QList<Step> steps;
    if (!set.isEmpty())
        steps.append(step(tr("Change attributes of %1").arg(name), name, "AdminUpdateUserAttributes",
            {{u"Username"_s, user.name.value}, {u"UserAttributes"_s, set}}, settings));
    if (!gone.isEmpty())
        steps.append(step(tr("Delete attributes of %1").arg(name), name, "AdminDeleteUserAttributes",
            {{u"Username"_s, user.name.value}, {u"UserAttributeNames"_s, gone}}, deletions));
    return plan(tr("Edit %1").arg(name), steps, false, {});
}

Result<UserPlan> UserPlans::signOut(const QList<User> &users) const
{
    const auto choose = [this](const User &user, const QString &name) { return Choice{{signOutOf(user, name)}, {}}; };
    return forEach(users, tr("Sign %1 out everywhere"), tr("Sign %1 users out everywhere"), choose);
}

Result<UserPlan> UserPlans::remove(const QList<User> &users) const
{
    const auto choose = [this](const User &user, const QString &name) {
        QList<Change> changes{{tr("User"), name, {}}};
        if (!user.groups.isEmpty())
            changes.append({tr("Groups"), user.groups.join(tr(", ")), {}});
        return Choice{
            {step(tr("Delete %1").arg(name), name, "AdminDeleteUser", {{u"Username"_s, user.name.value}}, changes)},
            {}};
    };
    return forEach(users, tr("Delete %1"), tr("Delete %1 users"), choose);
}

} // namespace sm::users
