// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/environment.h>

#include <QCoreApplication>
#include <QPainter>

namespace sm::widgets {

Tone toneOf(Environment environment)
{
    switch (environment) {
    case Environment::Staging:
        return Tone::Warning;
    case Environment::Development:
        return Tone::Good;
    case Environment::Production:
        break;
    }
    return Tone::Bad;
}

QString wordOf(Environment environment)
{
    switch (environment) {
    case Environment::Staging:
        return QCoreApplication::translate("Environment", "STAGING");
    case Environment::Development:
        return QCoreApplication::translate("Environment", "DEVELOPMENT");
    case Environment::Production:
        break;
    }
    return QCoreApplication::translate("Environment", "PRODUCTION");
}

EnvironmentBar::EnvironmentBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EnvironmentBar::setEnvironment(Environment environment)
{
    m_environment = environment;
    update();
}

QSize EnvironmentBar::sizeHint() const { return {0, 3}; }

void EnvironmentBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::of(*this).tone(toneOf(m_environment)).ink);
}

EnvironmentBadge::EnvironmentBadge(QWidget *parent)
    : Badge(parent)
{
    setEnvironment(Environment::Production);
}

void EnvironmentBadge::setEnvironment(Environment environment)
{
    setText(wordOf(environment));
    setTone(toneOf(environment));
}

} // namespace sm::widgets
