// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/user.h>

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace sm::widgets {
class KeyValueList;
class TextLabel;
} // namespace sm::widgets

namespace sm::pages {

/// One user in full: who, status in words, groups, every attribute, dates, and what can be done.
class UserDetail : public QWidget
{
    Q_OBJECT

public:
    explicit UserDetail(QWidget *parent = nullptr);

    void showUser(const User &user, const UserPool &pool);
    /// Several are selected, or nobody: says so.
    void showSelection(int count);
    /// The buttons below, always in sight: the first \p shown as buttons, the others in a menu. Owned by the caller.
    void setActions(const QList<QAction *> &actions, int shown);

Q_SIGNALS:
    void copied(const QString &key);

private:
    void setAdvice(const User &user, const UserPool &pool);
    void setBadges(const User &user, const UserPool &pool);
    QWidget *details();

    widgets::TextLabel *m_title;
    widgets::TextLabel *m_subtitle;
    QWidget *m_badges;
    QHBoxLayout *m_badgeRow;
    QWidget *m_adviceBox;
    widgets::TextLabel *m_advice;
    widgets::TextLabel *m_attributesTitle;
    widgets::KeyValueList *m_attributes;
    QVBoxLayout *m_layout;
    QWidget *m_actions = nullptr;
    QList<QAction *> m_offered;
};

} // namespace sm::pages
