// SPDX-License-Identifier: GPL-3.0-or-later
#include "userdetail.h"

#include "actionbox.h"

#include <core/instanttext.h>
#include <widgets/badge.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/scrollpane.h>
#include <widgets/textlabel.h>
#include <widgets/theme.h>
#include <widgets/tintbox.h>

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace sm::pages {

using widgets::Badge;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;

namespace {

bool invitationExpired(const User &user, const UserPool &pool)
{
    return isInvitationExpired(
        user.status, user.modified, pool.passwordPolicy.temporaryPasswordDays, QDateTime::currentDateTimeUtc());
}

Tone statusTone(UserStatus status)
{
    switch (status) {
    case UserStatus::Confirmed:
    case UserStatus::ExternalProvider:
        return Tone::Good;
    case UserStatus::ForceChangePassword:
        return Tone::Info;
    case UserStatus::ResetRequired:
    case UserStatus::Compromised:
        return Tone::Bad;
    default:
        return Tone::Neutral;
    }
}

} // namespace

UserDetail::UserDetail(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextRole::PageTitle))
    , m_subtitle(new TextLabel(TextRole::Secondary))
    , m_badges(new QWidget)
    , m_badgeRow(new QHBoxLayout(m_badges))
    , m_adviceBox(new widgets::TintBox(Tone::Warning))
    , m_advice(new TextLabel(TextRole::Body))
    , m_attributesTitle(new TextLabel(tr("Attributes"), TextRole::Section))
    , m_attributes(new widgets::KeyValueList)
    , m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("User details"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(details(), 1);
    connect(m_attributes, &widgets::KeyValueList::copied, this, &UserDetail::copied);
    showSelection(0);
}

QWidget *UserDetail::details()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    layout->setSpacing(metrics::gap);
    m_title->setWordWrap(true);
    m_badgeRow->setContentsMargins(0, 0, 0, 0);
    m_badgeRow->setSpacing(metrics::smallGap);
    auto *adviceLayout = new QVBoxLayout(m_adviceBox);
    adviceLayout->setContentsMargins(metrics::cardGap, metrics::gap, metrics::cardGap, metrics::gap);
    adviceLayout->addWidget(m_advice);
    m_advice->setWordWrap(true);
    m_advice->setTone(Tone::Warning);
    for (QWidget *each : QList<QWidget *>{m_title, m_subtitle, m_badges, m_adviceBox, m_attributesTitle, m_attributes})
        layout->addWidget(each);
    layout->addStretch(1);

    auto *area = new widgets::ScrollPane(tr("Details"));
    area->setContent(content);
    return area;
}

void UserDetail::showUser(const User &user, const UserPool &pool)
{
    const QString name = user.attribute(u"name"_s);
    m_title->setText(name.isEmpty() ? displayName(user) : name);
    m_subtitle->setText(name.isEmpty() ? user.name.value : displayName(user));
    setBadges(user, pool);
    setAdvice(user, pool);

    QList<widgets::KeyValue> rows{{tr("User name"), user.name.value, {}}};
    for (const UserAttribute &each : user.attributes) {
        if (each.value != user.name.value)
            rows.append({each.name, each.value, {}});
    }
    rows.append({tr("Groups"), user.groups.isEmpty() ? tr("none") : user.groups.join(tr(", ")), {}});
    rows.append({tr("Created"), utcText(user.created), localText(user.created)});
    rows.append({tr("Changed"), utcText(user.modified), localText(user.modified)});
    m_attributes->setRows(rows);
    for (QWidget *each : QList<QWidget *>{m_subtitle, m_badges, m_attributesTitle, m_attributes})
        each->show();
}

void UserDetail::showSelection(int count)
{
    m_title->setText(count == 0 ? tr("No user selected") : tr("%n users selected", nullptr, count));
    m_subtitle->setText(count == 0 ? tr("Select a user to see its details.") : QString());
    m_subtitle->setVisible(count == 0);
    for (QWidget *each : QList<QWidget *>{m_badges, m_adviceBox, m_attributesTitle, m_attributes})
        each->hide();
}

void UserDetail::setBadges(const User &user, const UserPool &pool)
{
    while (QLayoutItem *item = m_badgeRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!user.enabled)
        m_badgeRow->addWidget(new Badge(tr("Disabled"), Tone::Neutral));
    if (invitationExpired(user, pool))
        m_badgeRow->addWidget(new Badge(tr("Invitation expired"), Tone::Warning));
    else
        m_badgeRow->addWidget(new Badge(statusText(user.status), statusTone(user.status)));
    for (const QString &group : user.groups.mid(0, 3))
        m_badgeRow->addWidget(new Badge(group, Tone::Neutral));
    m_badgeRow->addStretch(1);
}

/// What an admin should know before acting on this user.
void UserDetail::setAdvice(const User &user, const UserPool &pool)
{
    QString advice;
    if (invitationExpired(user, pool))
        advice = tr("The temporary password ended on %1. A reset would be refused in this state; resend the invitation "
                    "instead.")
                     .arg(utcText(user.modified.addDays(pool.passwordPolicy.temporaryPasswordDays)));
    else if (user.status == UserStatus::ForceChangePassword)
        advice = tr("Has never signed in. A reset would be refused in this state; resend the invitation instead.");
    else if (user.status == UserStatus::ResetRequired)
        advice = tr("Has to set a new password with the code that was sent.");
    m_advice->setText(advice);
    m_adviceBox->setVisible(!advice.isEmpty());
}

void UserDetail::setActions(const QList<QAction *> &actions, int shown)
{
    if (actions == m_offered) // the buttons stay, and so does the focus on one of them
        return;
    m_offered = actions;
    QWidget *const old
        = std::exchange(m_actions, actions.isEmpty() ? nullptr : actionBox(actions, shown, minimumWidth()));
    if (m_actions)
        m_layout->addWidget(m_actions);
    delete old;
}

} // namespace sm::pages
