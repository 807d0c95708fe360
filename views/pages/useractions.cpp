// SPDX-License-Identifier: GPL-3.0-or-later
#include "useractions.h"

#include <dialogs/attributesdialog.h>
#include <dialogs/groupdialog.h>
#include <dialogs/importusersdialog.h>
#include <dialogs/newuserdialog.h>
#include <dialogs/setpassworddialog.h>
#include <widgets/passwordfield.h>

#include <limits>

namespace sm::pages {

using controllers::UsersController;

namespace {

constexpr qsizetype All = std::numeric_limits<qsizetype>::max();
constexpr qsizetype EnoughToKnow = 1000; ///< what is worth offering

} // namespace

UserActions::UserActions(UsersController &controller, Selection selection, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_selection(std::move(selection))
    , m_window(window)
    , m_create(add(tr("New user…"), &UserActions::newUser))
    , m_import(add(tr("Import…"), &UserActions::importUsers))
    , m_resend(add(tr("Resend invitation…"), &UserActions::resend))
    , m_reset(add(tr("Reset password…"), &UserActions::reset))
    , m_setPassword(add(tr("Set password…"), &UserActions::setPassword))
    , m_disable(add(tr("Disable…"), &UserActions::disable))
    , m_disableAndSignOut(add(tr("Disable and sign out everywhere…"), &UserActions::disableAndSignOut))
    , m_enable(add(tr("Enable…"), &UserActions::enable))
    , m_signOut(add(tr("Sign out everywhere…"), &UserActions::signOut))
    , m_addToGroup(add(tr("Add to group…"), &UserActions::addToGroup))
    , m_removeFromGroup(add(tr("Remove from group…"), &UserActions::removeFromGroup))
    , m_edit(add(tr("Edit attributes…"), &UserActions::editAttributes))
    , m_remove(add(tr("Delete…"), &UserActions::remove))
{
    m_create->setShortcut(QKeySequence::New);
    m_remove->setShortcut(QKeySequence::Delete);
    for (QAction *action : all()) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        if (action != m_remove)
            m_window->addAction(action);
    }
    m_create->setShortcutContext(Qt::WindowShortcut); // needs no selection, so no focus in the page either
    update();
}

QAction *UserActions::add(const QString &text, void (UserActions::*slot)())
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

QList<QAction *> UserActions::all() const
{
    return QList<QAction *>{m_create, m_import}
    + QList<QAction *>{m_resend, m_reset, m_setPassword, m_disable, m_disableAndSignOut, m_enable, m_signOut,
        m_addToGroup, m_removeFromGroup, m_edit, m_remove};
}

QList<QAction *> UserActions::forSelection() const
{
    QList<QAction *> fitting;
    for (QAction *action : {m_resend, m_disable, m_enable, m_reset, m_edit, m_remove, m_setPassword, m_addToGroup,
             m_removeFromGroup, m_signOut, m_disableAndSignOut}) {
        if (action->isEnabled())
            fitting.append(action);
    }
    return fitting;
}

void UserActions::update()
{
    const QList<UserName> names = m_selection(EnoughToKnow);
    bool invited = false;
    bool signedIn = false;
    bool enabled = false;
    bool disabled = false;
    bool member = false;
    for (const UserName &name : names) {
        const std::optional<User> user = m_controller.user(name);
        if (!user)
            continue;
        const bool pending = user->status == UserStatus::ForceChangePassword;
        invited = invited || pending;
        signedIn = signedIn || !pending;
        enabled = enabled || user->enabled;
        disabled = disabled || !user->enabled;
        member = member || !user->groups.isEmpty();
    }
    m_create->setEnabled(!m_controller.pool().id.isEmpty());
    m_import->setEnabled(m_create->isEnabled());
    m_resend->setEnabled(invited);
    m_reset->setEnabled(!names.isEmpty());
    m_setPassword->setEnabled(names.size() == 1);
    m_disable->setEnabled(enabled);
    m_disableAndSignOut->setEnabled(enabled);
    m_enable->setEnabled(disabled);
    m_signOut->setEnabled(signedIn);
    m_addToGroup->setEnabled(!names.isEmpty() && !m_controller.groups().isEmpty());
    m_removeFromGroup->setEnabled(member);
    m_edit->setEnabled(names.size() == 1);
    m_remove->setEnabled(!names.isEmpty());
}

void UserActions::offer(const Result<UserPlan> &plan)
{
    if (plan)
        Q_EMIT planned(*plan);
    else
        Q_EMIT failed(plan.error());
}

/// Opens \p dialog; what is wrong is said inside it, and nothing typed is lost.
void UserActions::submit(dialogs::FormDialog *dialog, std::function<Result<UserPlan>()> plan)
{
    connect(dialog, &dialogs::FormDialog::submitted, this, [this, dialog, plan = std::move(plan)] {
        const Result<UserPlan> planned = plan();
        if (!planned) {
            dialog->showError(planned.error());
            return;
        }
        dialog->accept();
        offer(planned);
    });
    dialog->open();
}

std::optional<User> UserActions::only() const
{
    const QList<UserName> names = m_selection(2);
    return names.size() == 1 ? m_controller.user(names.first()) : std::nullopt;
}

QString UserActions::whom() const
{
    const std::optional<User> user = only();
    return user ? displayName(*user) : tr("%n users", nullptr, static_cast<int>(m_selection(All).size()));
}

void UserActions::newUser()
{
    auto *dialog = new dialogs::NewUserDialog(m_controller.pool(), m_controller.groups(), m_window);
    connect(dialog->passwordField(), &widgets::PasswordField::generateRequested, this,
        [this, dialog] { dialog->passwordField()->setSecret(m_controller.generatePassword()); });
    submit(dialog, [this, dialog] { return m_controller.planCreate({dialog->user()}); });
}

void UserActions::importUsers()
{
    auto *dialog = new dialogs::ImportUsersDialog(m_window);
    connect(dialog, &dialogs::ImportUsersDialog::fileRead, this,
        [this, dialog](const QByteArray &csv) { dialog->setPreview(m_controller.readImport(csv)); });
    submit(dialog, [this, dialog] { return m_controller.planCreate(dialog->users()); });
}

void UserActions::resend() { offer(m_controller.planResend(m_selection(All))); }

void UserActions::reset() { offer(m_controller.planReset(m_selection(All))); }

void UserActions::setPassword()
{
    const std::optional<User> user = only();
    if (!user)
        return;
    auto *dialog = new dialogs::SetPasswordDialog(displayName(*user), m_window);
    connect(dialog->passwordField(), &widgets::PasswordField::generateRequested, this,
        [this, dialog] { dialog->passwordField()->setSecret(m_controller.generatePassword()); });
    submit(dialog, [this, dialog, name = user->name] {
        return m_controller.planSetPassword(name, dialog->password(), dialog->isPermanent());
    });
}

void UserActions::disable() { offer(m_controller.planDisable(m_selection(All), false)); }

void UserActions::disableAndSignOut() { offer(m_controller.planDisable(m_selection(All), true)); }

void UserActions::enable() { offer(m_controller.planEnable(m_selection(All))); }

void UserActions::signOut() { offer(m_controller.planSignOut(m_selection(All))); }

void UserActions::addToGroup()
{
    QStringList groups;
    for (const UserGroup &group : m_controller.groups())
        groups.append(group.name.value);
    auto *dialog = new dialogs::GroupDialog(tr("Add to group"), whom(), groups, m_window);
    submit(dialog,
        [this, dialog, names = m_selection(All)] { return m_controller.planAddToGroup(names, dialog->group()); });
}

void UserActions::removeFromGroup()
{
    QStringList groups;
    for (const UserName &name : m_selection(All)) {
        const std::optional<User> user = m_controller.user(name);
        groups.append(user ? user->groups : QStringList());
    }
    groups.removeDuplicates();
    groups.sort(Qt::CaseInsensitive);
    auto *dialog = new dialogs::GroupDialog(tr("Remove from group"), whom(), groups, m_window);
    submit(dialog,
        [this, dialog, names = m_selection(All)] { return m_controller.planRemoveFromGroup(names, dialog->group()); });
}

void UserActions::editAttributes()
{
    const std::optional<User> user = only();
    if (!user)
        return;
    auto *dialog = new dialogs::AttributesDialog(*user, m_controller.pool().attributeNames, m_window);
    submit(dialog,
        [this, dialog, name = user->name] { return m_controller.planEditAttributes(name, dialog->attributes()); });
}

void UserActions::remove() { offer(m_controller.planDelete(m_selection(All))); }

} // namespace sm::pages
