// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>

#include <widgets/badge.h>

namespace sm::widgets {

/// Production bad, staging warning, development good.
Tone toneOf(Environment environment);
/// "PRODUCTION", "STAGING", "DEVELOPMENT".
QString wordOf(Environment environment);

/// Three pixels in the environment's colour along the top of the window; the badge says the word.
class EnvironmentBar : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBar(QWidget *parent = nullptr);

    void setEnvironment(Environment environment);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Environment m_environment = Environment::Production;
};

class EnvironmentBadge : public Badge
{
    Q_OBJECT

public:
    explicit EnvironmentBadge(QWidget *parent = nullptr);
    void setEnvironment(Environment environment);
};

} // namespace sm::widgets
