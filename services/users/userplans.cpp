// SPDX-License-Identifier: GPL-3.0-or-later
#include "userplans.h"

#include "newuserrules.h"
#include "password.h"
#include "usersteps.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace sm::users {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("sm::users::UserPlans", text, nullptr, n);
}

/// Why \p user's password can not be reset; empty: it can.
QString resetRefusal(const User &user)
{
    const QString name = displayName(user);
    if (user.status == UserStatus::ForceChangePassword)
        return tr("%1 has never signed in, so Cognito refuses a reset. Resend the invitation instead.").arg(name);
    if (user.status == UserStatus::ExternalProvider)
        return tr("%1 signs in through another provider, which keeps the password.").arg(name);
    if (!user.enabled)
        return tr("%1 is disabled. Enable the user first.").arg(name);
    const bool reachable
        = user.attribute(u"email_verified"_s) == "true"_L1 || user.attribute(u"phone_number_verified"_s) == "true"_L1;
    return reachable ? QString() : tr("%1 has no verified e-mail address or phone number to send a code to.").arg(name);
}

QString resendRefusal(const User &user)
{
    const QString name = displayName(user);
    if (user.status != UserStatus::ForceChangePassword)
        return tr("%1 has signed in already; there is no invitation to resend.").arg(name);
    return invitationMedium(user.attributes).isEmpty()
        ? tr("%1 has no e-mail address or phone number to send an invitation to.").arg(name)
        : QString();
}

QString nobody(const User &) { return {}; }

/// Where \p steps have several for a user, the later ones find what the first leaves, which no reading told.
QList<Step> withFirstStates(QList<Step> steps)
{
    QSet<QString> touched;
    for (Step &step : steps) {
        const QString user = step.operation.with.value(u"Username"_s).toString();
        if (touched.contains(user)) {
            step.before = QJsonValue::Undefined;
            step.fingerprint.clear();
        }
        touched.insert(user);
    }
    return steps;
}

} // namespace

/// What becomes of a selection: steps for those who are in, reasons for those who are not.
struct UserPlans::Choices
{
    QList<Step> steps;
    QStringList names;
    QList<UserPlan::LeftOut> leftOut;

    /// \p refusal of a user says why it is left out; empty: \p stepsOf does what is to be done.
    template <typename UserType, typename Refusal, typename StepsOf>
    static Choices of(const QList<UserType> &users, const Refusal &refusal, const StepsOf &stepsOf)
    {
        Choices choices;
        for (const UserType &user : users) {
            const QString reason = refusal(user);
            if (reason.isEmpty()) {
                choices.steps.append(stepsOf(user));
                choices.names.append(nameOf(user));
            } else {
                choices.leftOut.append({nameOf(user), reason});
            }
        }
        return choices;
    }
    int count() const { return static_cast<int>(names.size()); }
    QString first() const { return names.value(0); }

private:
    static QString nameOf(const User &user) { return displayName(user); }
    static QString nameOf(const NewUser &user) { return user.name.value; }
};

UserPlans::UserPlans(const operations::Planner &planner, SystemInfo system, UserPool pool, Groups groups)
    : m_planner(planner)
    , m_system(std::move(system))
    , m_pool(std::move(pool))
    , m_groups(groups)
    , m_steps(std::make_unique<UserSteps>(m_pool))
{
}

UserPlans::~UserPlans() = default;

Result<UserPlan> UserPlans::plan(const Choices &choices, const QString &oneTitle, const QString &manyTitle) const
{
    if (choices.steps.isEmpty()) {
        const auto refused = static_cast<int>(choices.leftOut.size());
        const QString reason = refused > 0 ? choices.leftOut.first().reason : tr("Nothing would change.");
        return Error(Error::Kind::Invalid,
            refused > 1 ? tr("This can be done for none of the %n users. The first: %1", refused).arg(reason) : reason);
    }
    const bool bulk = choices.count() > 1;
    const QList<Step> steps = withFirstStates(choices.steps);
    const Result<Plan> plan = m_planner.plan(bulk ? manyTitle : oneTitle, m_system, steps, bulk);
    if (!plan)
        return plan.error();
    return UserPlan{*plan, choices.leftOut};
}

Result<UserPlan> UserPlans::create(const QList<NewUser> &users) const
{
    const auto chosen = Choices::of(
        users, [this](const NewUser &user) { return problemOf(user, m_pool); },
        [this](const NewUser &user) { return m_steps->create(user); });
    return plan(chosen, tr("Create %1").arg(chosen.first()), tr("Create %n users", chosen.count()));
}

Result<UserPlan> UserPlans::setPassword(const User &user, const Secret &password, bool permanent) const
{
    const Result<void> fits = checkPassword(password, m_pool.passwordPolicy);
    if (!fits)
        return fits.error();
    const QString name = displayName(user);
    const Step only = m_steps->setPassword(user.name, name, user.status, password, permanent);
    return plan(Choices{{only}, {name}, {}}, only.title, {});
}

Result<UserPlan> UserPlans::resetPassword(const QList<User> &users) const
{
    const auto chosen
        = Choices::of(users, resetRefusal, [this](const User &user) { return QList{m_steps->resetPassword(user)}; });
    return plan(chosen, tr("Reset the password of %1").arg(chosen.first()),
        tr("Reset the passwords of %n users", chosen.count()));
}

Result<UserPlan> UserPlans::resendInvitation(const QList<User> &users) const
{
    const auto chosen = Choices::of(users, resendRefusal,
        [this](const User &user) { return QList{m_steps->resendInvitation(user, invitationMedium(user.attributes))}; });
    return plan(chosen, tr("Resend the invitation to %1").arg(chosen.first()),
        tr("Resend the invitations to %n users", chosen.count()));
}

Result<UserPlan> UserPlans::disable(const QList<User> &users, bool signOutEverywhere) const
{
    const auto refusal = [](const User &user) {
        return user.enabled ? QString() : tr("%1 is disabled already.").arg(displayName(user));
    };
    const auto chosen = Choices::of(users, refusal, [this, signOutEverywhere](const User &user) {
        QList<Step> steps{m_steps->disable(user)};
        if (signOutEverywhere)
            steps.append(m_steps->signOut(user));
        return steps;
    });
    return plan(chosen, tr("Disable %1").arg(chosen.first()), tr("Disable %n users", chosen.count()));
}

Result<UserPlan> UserPlans::enable(const QList<User> &users) const
{
    const auto refusal = [](const User &user) {
        return user.enabled ? tr("%1 is enabled already.").arg(displayName(user)) : QString();
    };
    const auto chosen = Choices::of(users, refusal, [this](const User &user) { return QList{m_steps->enable(user)}; });
    return plan(chosen, tr("Enable %1").arg(chosen.first()), tr("Enable %n users", chosen.count()));
}

Result<UserPlan> UserPlans::addToGroup(const QList<User> &users, const GroupName &group) const
{
    const auto refusal = [&group](const User &user) {
        return user.groups.contains(group.value) ? tr("%1 is in %2 already.").arg(displayName(user), group.value)
                                                 : QString();
    };
    const auto chosen = Choices::of(
        users, refusal, [this, &group](const User &user) { return QList{m_steps->setMember(user, group, true)}; });
    return plan(chosen, tr("Add %1 to %2").arg(chosen.first(), group.value),
        tr("Add %n users to %1", chosen.count()).arg(group.value));
}

Result<UserPlan> UserPlans::removeFromGroup(const QList<User> &users, const GroupName &group) const
{
    const auto refusal = [&group](const User &user) {
        return user.groups.contains(group.value) ? QString()
                                                 : tr("%1 is not in %2.").arg(displayName(user), group.value);
    };
    const auto chosen = Choices::of(
        users, refusal, [this, &group](const User &user) { return QList{m_steps->setMember(user, group, false)}; });
    return plan(chosen, tr("Remove %1 from %2").arg(chosen.first(), group.value),
        tr("Remove %n users from %1", chosen.count()).arg(group.value));
}

Result<UserPlan> UserPlans::editAttributes(const User &user, const QList<UserAttribute> &attributes) const
{
    QList<UserAttribute> set;
    QStringList kept;
    for (const UserAttribute &each : attributes) {
        if (each.value.isEmpty() || isServiceOwned(each.name))
            continue;
        kept.append(each.name);
        if (user.attribute(each.name) != each.value)
            set.append(each);
    }
    QStringList gone;
    for (const UserAttribute &each : user.attributes) {
        if (!kept.contains(each.name) && !isServiceOwned(each.name))
            gone.append(each.name);
    }
    for (const QString &name : gone) {
        if (m_pool.requiredAttributes.contains(name))
            return Error(Error::Kind::Invalid, tr("The pool asks for %1, so it can not be deleted.").arg(name));
    }

    Choices chosen{{}, {displayName(user)}, {}};
    if (!set.isEmpty())
        chosen.steps.append(m_steps->setAttributes(user, set));
    if (!gone.isEmpty())
        chosen.steps.append(m_steps->deleteAttributes(user, gone));
    return plan(chosen, tr("Edit %1").arg(chosen.first()), {});
}

Result<UserPlan> UserPlans::signOut(const QList<User> &users) const
{
    const auto chosen = Choices::of(users, nobody, [this](const User &user) { return QList{m_steps->signOut(user)}; });
    return plan(
        chosen, tr("Sign %1 out everywhere").arg(chosen.first()), tr("Sign %n users out everywhere", chosen.count()));
}

Result<UserPlan> UserPlans::remove(const QList<User> &users) const
{
    // What the pool itself is like was read if its schema is there.
    const bool isWhole = m_groups == Groups::Known && !m_pool.attributeNames.isEmpty();
    const auto chosen = Choices::of(
        users, nobody, [this, isWhole](const User &user) { return QList{m_steps->remove(user, isWhole)}; });
    return plan(chosen, tr("Delete %1").arg(chosen.first()), tr("Delete %n users", chosen.count()));
}

} // namespace sm::users
