// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include <widgets/appearance.h>

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QWidget>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using sm::widgets::Appearance;

namespace {

bool save(QWidget &widget, const QString &folder, const QString &name)
{
    widget.show();
    QTest::qWait(400); // what shows late, such as the loading line, is on the picture
    return widget.grab().save(QDir(folder).filePath(name + u".png"_s));
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
    for (const auto &[scheme, name] :
        {std::pair(Appearance::Scheme::Light, u"light"_s), std::pair(Appearance::Scheme::Dark, u"dark"_s)}) {
        appearance.setScheme(scheme); // the same widgets: the live switch is on the picture, too
        saved = saved && save(*controls, folder, u"controls-"_s + name) && save(*page, folder, u"page-"_s + name);
    }
    return saved ? 0 : 1;
}
