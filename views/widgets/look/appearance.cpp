// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/appearance.h>

#include "look/desktopsettings.h"
#include "look/style/stationstyle.h"

#include <widgets/icons.h>
#include <widgets/typography.h>

#include <QApplication>
#include <QStyle>
#include <QToolTip>
#include <QWidget>

namespace sm::widgets {

Appearance::Appearance(QApplication &application)
    : m_application(application)
    , m_desktop(new DesktopSettings(this))
    , m_style(new StationStyle)
    , m_paletteAtStart(Theme::of(QApplication::palette()).mode)
{
    QApplication::setStyle(m_style);
    QApplication::setFont(fontFor(TextRole::Body));
    QApplication::setFont(fontFor(TextRole::Secondary), "QTipLabel");
    QApplication::setWindowIcon(applicationIcon());
    m_mode = desktopMode();
    apply();
    connect(m_desktop, &DesktopSettings::changed, this, [this] {
        m_style->setMotionAllowed(m_desktop->motionAllowed());
        setScheme(m_scheme);
    });
}

Appearance::~Appearance() = default;

void Appearance::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    const Mode wanted = scheme == Scheme::System ? desktopMode() : scheme == Scheme::Dark ? Mode::Dark : Mode::Light;
    if (wanted == m_mode)
        return;
    m_mode = wanted;
    apply();
    Q_EMIT modeChanged(m_mode);
}

Mode Appearance::desktopMode() const { return m_desktop->mode().value_or(m_paletteAtStart); }

void Appearance::apply()
{
    const QPalette palette = Theme::of(m_mode).palette();
    m_application.setPalette(palette);
    QToolTip::setPalette(palette); // a desktop may have given tooltips one of their own
}

bool motionAllowed(const QWidget &widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) > 0;
}

} // namespace sm::widgets
