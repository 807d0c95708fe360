// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>

#include <QObject>

class QApplication;

namespace sm::widgets {

class DesktopSettings;
class StationStyle;

/// Dresses the application: style, font, palette, icon; follows the desktop between light and dark.
///
/// Made once, after QApplication and before the first widget:
/// \code
/// sm::widgets::Appearance appearance(application);
/// appearance.setScheme(sm::widgets::Appearance::Scheme::Dark); // from the settings; System is the default
/// \endcode
class Appearance : public QObject
{
    Q_OBJECT

public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    explicit Appearance(QApplication &application);
    ~Appearance() override;

    Scheme scheme() const { return m_scheme; }
    /// Switches live. System asks the desktop's portal, and takes the lightness of the desktop's palette until (or
    /// unless) it answers.
    void setScheme(Scheme scheme);
    Mode mode() const { return m_mode; }

Q_SIGNALS:
    void modeChanged(sm::widgets::Mode mode);

private:
    Mode desktopMode() const;
    void apply();

    QApplication &m_application;
    DesktopSettings *m_desktop;
    StationStyle *m_style; ///< owned by the application
    Scheme m_scheme = Scheme::System;
    Mode m_mode = Mode::Light;
    Mode m_paletteAtStart;
};

/// Whether things may move on the screen; false when the desktop asks for reduced motion.
bool motionAllowed(const QWidget &widget);

} // namespace sm::widgets
