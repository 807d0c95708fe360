// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QWidget>

namespace sm::test {

inline QString accessibleNameOf(QObject *object)
{
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(object);
    return seen ? seen->text(QAccessible::Name) : QString();
}

/// The widget of type \p T that a screen reader calls \p name, visible ones first; null: there is none. (Qt gives a
/// combo box's value as its name on Linux, where its label or description says what it is.)
template <typename T = QWidget>
T *find(const QWidget &window, const QString &name)
{
    T *hidden = nullptr;
    for (T *each : window.findChildren<T *>()) {
        if (accessibleNameOf(each) != name && each->accessibleName() != name)
            continue;
        if (each->isVisible())
            return each;
        hidden = each;
    }
    return hidden;
}

} // namespace sm::test
