// SPDX-License-Identifier: GPL-3.0-or-later
#include "userdetail.h"

#include <widgets/badge.h>
#include <widgets/buttons.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>
#include <widgets/theme.h>

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace sm::pages {

using widgets::Badge;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;

namespace {

QString utcText(const QDateTime &when)
{
    return QLocale(QLocale::English).toString(when.toUTC(), u"d MMM yyyy, HH:mm 'UTC'"_s);
}

QString localText(const QDateTime &when)
{
    return QLocale(QLocale::English).toString(when.toLocalTime(), u"d MMM yyyy, HH:mm t"_s);
}

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
    : QScrollArea(parent)
    , m_title(new TextLabel(TextRole::PageTitle))
    , m_subtitle(new TextLabel(TextRole::Secondary))
    , m_badges(new QWidget)
    , m_badgeRow(new QHBoxLayout(m_badges))
    , m_adviceBox(new QWidget)
    , m_advice(new TextLabel(TextRole::Body))
    , m_attributesTitle(new TextLabel(tr("Attributes"), TextRole::Section))
    , m_attributes(new widgets::KeyValueList)
{
    setAccessibleName(tr("User details"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(
        metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    m_layout->setSpacing(metrics::gap);
    m_title->setWordWrap(true);
    m_badgeRow->setContentsMargins(0, 0, 0, 0);
    m_badgeRow->setSpacing(metrics::smallGap);
    auto *adviceLayout = new QVBoxLayout(m_adviceBox);
    adviceLayout->setContentsMargins(0, 0, 0, 0);
    adviceLayout->addWidget(m_advice);
    m_advice->setWordWrap(true);
    m_advice->setTone(Tone::Warning);
    for (QWidget *each : QList<QWidget *>{m_title, m_subtitle, m_badges, m_adviceBox, m_attributesTitle, m_attributes})
        m_layout->addWidget(each);
    m_layout->addStretch(1);
    setWidget(content);
    connect(m_attributes, &widgets::KeyValueList::copied, this, &UserDetail::copied);
    showSelection(0);
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
        advice = tr("The temporary password ended on %1 (%n days). A reset would be refused in this state; resend the "
                    "invitation instead.",
            nullptr, pool.passwordPolicy.temporaryPasswordDays)
                     .arg(utcText(user.modified.addDays(pool.passwordPolicy.temporaryPasswordDays)));
    else if (user.status == UserStatus::ForceChangePassword)
        advice = tr("Has never signed in. A reset would be refused in this state; resend the invitation instead.");
    else if (user.status == UserStatus::ResetRequired)
        advice = tr("Has to set a new password with the code that was sent.");
    m_advice->setText(advice);
    m_adviceBox->setVisible(!advice.isEmpty());
}

void UserDetail::setActions(const QList<QAction *> &actions)
{
    QWidget *const old = std::exchange(m_actions, actionGrid(actions));
    m_layout->insertWidget(m_layout->count() - 1, m_actions);
    delete old;
}

QWidget *UserDetail::actionGrid(const QList<QAction *> &actions)
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, metrics::gap, 0, 0);
    grid->setSpacing(metrics::gap);
    bool primary = true;
    int place = 0;
    for (QAction *action : actions) {
        const bool destructive = action->text() == tr("Delete…");
        const auto kind = destructive ? widgets::ButtonKind::Danger
            : primary                 ? widgets::ButtonKind::Primary
                                      : widgets::ButtonKind::Normal;
        QPushButton *button = widgets::makeButton(action->text(), kind);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        const bool wide = button->sizeHint().width() > 140;
        if (wide && place % 2 != 0)
            ++place;
        grid->addWidget(button, place / 2, place % 2, 1, wide ? 2 : 1);
        place += wide ? 2 : 1;
        primary = false;
    }
    return box;
}

} // namespace sm::pages
