// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/buttons.h>

#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QAction>
#include <QVariant>

namespace sm::widgets {

namespace {
constexpr auto kindProperty = "smButtonKind";
}

void setKind(QPushButton &button, ButtonKind kind)
{
    button.setProperty(kindProperty, int(kind));
    button.updateGeometry();
    button.update();
}

ButtonKind kindOf(const QWidget *button)
{
    return button ? ButtonKind(button->property(kindProperty).toInt()) : ButtonKind::Normal;
}

QPushButton *makeButton(const QString &text, ButtonKind kind, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    setKind(*button, kind);
    return button;
}

QPushButton *makeButton(QAction *action, ButtonKind kind, QWidget *parent)
{
    QPushButton *button = makeButton(action->text(), kind, parent);
    button->setEnabled(action->isEnabled());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    const auto explain = [button, action] {
        button->setToolTip(plainToolTip(action->statusTip()));
        button->setAccessibleDescription(action->statusTip());
    };
    explain();
    QObject::connect(action, &QAction::changed, button, explain);
    return button;
}

QToolButton *makeIconButton(Glyph glyph, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(glyph));
    button->setIconSize({metrics::iconSize, metrics::iconSize});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus); // a tool button is left out of the tab order otherwise
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace sm::widgets
