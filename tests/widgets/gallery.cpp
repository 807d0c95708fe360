// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include <widgets/appearance.h>

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QTest>
#include <QWidget>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using sm::widgets::Appearance;

namespace {

bool save(QWidget &widget, const QString &folder, const QString &name)
{
    widget.show();
    widget.activateWindow();
    widget.setAttribute(Qt::WA_KeyboardFocusChange);
    QTest::qWait(400); // what shows late, such as the loading line, is on the picture
    return widget.grab().save(QDir(folder).filePath(name + u".png"_s));
}

/// The controls of \p window below one another, each while it has the focus of the keyboard.
bool saveFocused(QWidget &window, const QString &folder, const QString &name)
{
    QPixmap sheet(QSize(400, 480) * window.devicePixelRatioF());
    sheet.setDevicePixelRatio(window.devicePixelRatioF());
    sheet.fill(window.palette().color(QPalette::Window));
    QPainter painter(&sheet);
    int y = 8;
    window.activateWindow();
    for (QWidget *widget : window.findChild<QWidget *>(u"controls"_s)->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus))
            continue;
        widget->setFocus(Qt::TabFocusReason);
        window.setAttribute(Qt::WA_KeyboardFocusChange);
        QTest::qWait(20);
        painter.drawPixmap(8, y, widget->grab());
        y += widget->height() + 12;
    }
    return sheet.save(QDir(folder).filePath(name + u".png"_s));
}

} // namespace

/// gallery FOLDER: writes controls and page, light and dark. QT_SCALE_FACTOR is the scale.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Appearance appearance(application);
    if (application.arguments().size() != 2) {
        qWarning("usage: gallery FOLDER");
        return 2;
    }
    const QString folder = application.arguments().at(1);
    bool saved = QDir().mkpath(folder);
    const std::unique_ptr<QWidget> controls(galleryOfControls());
    const std::unique_ptr<QWidget> page(galleryPage());
    const std::unique_ptr<QWidget> popups(galleryOfPopups());
    for (const auto &[scheme, name] :
        {std::pair(Appearance::Scheme::Light, u"light"_s), std::pair(Appearance::Scheme::Dark, u"dark"_s)}) {
        appearance.setScheme(scheme); // the same widgets: the live switch is on the picture, too
        saved = saved && save(*controls, folder, u"controls-"_s + name) && save(*page, folder, u"page-"_s + name)
            && save(*popups, folder, u"popups-"_s + name) && saveFocused(*popups, folder, u"focus-"_s + name);
    }
    return saved ? 0 : 1;
}
