// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/systeminfo.h>

#include <widgets/surface.h>

#include <optional>

class QPushButton;

namespace sm::widgets {
class Badge;
class EnvironmentBadge;
class SearchBox;
class TextLabel;
} // namespace sm::widgets

namespace sm::shell {

/// The top of the window: system switcher with the environment's word, the palette's box, who is signed in and for
/// how long.
class TopBar : public widgets::Surface
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    void setSystems(const QList<SystemInfo> &systems, const SystemId &current);
    /// Nothing known yet; known; or why it could not be found out.
    void setIdentity(
        const std::optional<Identity> &identity, const SystemInfo &system, const std::optional<Error> &problem);
    /// Says in the bar that nothing can be changed.
    void setReadOnly(bool readOnly);
    /// Opens the list of systems, for the palette.
    void openSwitcher();

Q_SIGNALS:
    void systemChosen(const sm::SystemId &id);
    void paletteRequested();

private:
    void showExpiry();

    QPushButton *m_switcher;
    widgets::EnvironmentBadge *m_environment;
    widgets::Badge *m_readOnly;
    widgets::SearchBox *m_search;
    widgets::TextLabel *m_identity;
    QString m_who;
    QDateTime m_expiresAt;
};

} // namespace sm::shell
