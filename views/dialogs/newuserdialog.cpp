// SPDX-License-Identifier: GPL-3.0-or-later
#include "newuserdialog.h"

#include <widgets/passwordfield.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>

using namespace Qt::Literals::StringLiterals;

namespace sm::dialogs {

NewUserDialog::NewUserDialog(const UserPool &pool, const QList<UserGroup> &groups, QWidget *parent)
    : FormDialog(tr("New user"), tr("Show plan…"), parent)
    , m_emailIsName(pool.usernameAttributes.contains("email"_L1))
    , m_email(new QLineEdit)
    , m_emailVerified(new QCheckBox(tr("Email verified")))
    , m_signIn(new QComboBox)
    , m_password(new widgets::PasswordField(tr("Password")))
    , m_suppress(new QCheckBox(tr("Suppress message")))
{
    setIntroduction(tr("In %1. Nothing is sent before you have seen the plan.").arg(pool.name));
    buildForm(pool, groups);
    updateState();
}

void NewUserDialog::buildForm(const UserPool &pool, const QList<UserGroup> &groups)
{
    if (!m_emailIsName) {
        m_name = new QLineEdit;
        addRow(tr("User name"), m_name);
        connect(m_name, &QLineEdit::textChanged, this, &NewUserDialog::updateState);
    }
    addRow(tr("Email"), m_email);
    connect(m_email, &QLineEdit::textChanged, this, &NewUserDialog::updateState);
    QStringList wanted{u"name"_s};
    for (const QString &required : pool.requiredAttributes) {
        if (required != "email"_L1 && !wanted.contains(required))
            wanted.append(required);
    }
    for (const QString &attribute : wanted) {
        auto *edit = new QLineEdit;
        m_attributes.insert(attribute, edit);
        addRow(attribute == "name"_L1 ? tr("Name") : attribute, edit);
    }
    m_emailVerified->setChecked(true);
    form()->addRow(QString(), m_emailVerified);

    m_signIn->addItem(tr("Invitation by email"));
    m_signIn->addItem(tr("Temporary password"));
    m_signIn->addItem(tr("Permanent password"));
    addRow(tr("First sign-in"), m_signIn);
    connect(m_signIn, &QComboBox::currentIndexChanged, this, &NewUserDialog::updateState);
    m_password->setGenerateOffered(true);
    addRow(tr("Password"), m_password);
    connect(m_password, &widgets::PasswordField::changed, this, &NewUserDialog::updateState);
    form()->addRow(QString(), m_suppress);
    if (!groups.isEmpty())
        addGroups(groups);
}

void NewUserDialog::addGroups(const QList<UserGroup> &groups)
{
    m_groups = new QListWidget;
    for (const UserGroup &group : groups) {
        auto *item = new QListWidgetItem(group.name.value, m_groups);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setToolTip(group.description.toHtmlEscaped());
    }
    m_groups->setFixedHeight(112);
    addRow(tr("Groups"), m_groups);
}

NewUserDialog::SignIn NewUserDialog::signIn() const { return static_cast<SignIn>(m_signIn->currentIndex()); }

void NewUserDialog::updateState()
{
    const bool withPassword = signIn() != SignIn::Invitation;
    m_password->setEnabled(withPassword);
    m_suppress->setEnabled(signIn() == SignIn::TemporaryPassword);
    if (!m_suppress->isEnabled()) // an invitation is the message; a permanent password needs none
        m_suppress->setChecked(withPassword);
    const bool named = !(m_name ? m_name : m_email)->text().trimmed().isEmpty();
    setSubmittable(named && (!withPassword || !m_password->isEmpty()));
}

NewUser NewUserDialog::user() const
{
    NewUser user;
    const QString email = m_email->text().trimmed();
    user.name.value = m_name ? m_name->text().trimmed() : email;
    if (!email.isEmpty())
        user.attributes.append({u"email"_s, email});
    for (auto each = m_attributes.begin(); each != m_attributes.end(); ++each) {
        if (!each.value()->text().trimmed().isEmpty())
            user.attributes.append({each.key(), each.value()->text().trimmed()});
    }
    user.emailVerified = m_emailVerified->isChecked();
    user.sendInvitation = !m_suppress->isChecked();
    if (signIn() != SignIn::Invitation)
        user.password = m_password->secret();
    user.permanentPassword = signIn() == SignIn::PermanentPassword;
    for (int i = 0; m_groups && i < m_groups->count(); ++i) {
        if (m_groups->item(i)->checkState() == Qt::Checked)
            user.groups.append(m_groups->item(i)->text());
    }
    return user;
}

} // namespace sm::dialogs
