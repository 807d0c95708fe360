// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include <widgets/buttons.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/navbutton.h>
#include <widgets/tableview.h>

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QStandardItemModel>
#include <QTabWidget>

using namespace Qt::Literals::StringLiterals;
using namespace sm::widgets;

namespace {

QMenu *menu()
{
    auto *menu = new QMenu;
    menu->setWindowFlags(Qt::Widget); // on the picture, not above it
    QAction *checked = menu->addAction(u"Email"_s);
    checked->setCheckable(true);
    checked->setChecked(true);
    menu->addAction(u"Status"_s)->setCheckable(true);
    menu->addSeparator();
    menu->addAction(icon(Glyph::Copy), u"Copy"_s)->setShortcut(QKeySequence(u"Ctrl+C"_s));
    menu->addAction(icon(Glyph::Trash), u"Delete…"_s)->setEnabled(false);
    menu->addMenu(u"Export"_s)->addAction(u"CSV…"_s);
    menu->setActiveAction(menu->actions().at(3));
    return menu;
}

QListWidget *list()
{
    auto *list = new QListWidget;
    for (int i = 0; i < 40; ++i)
        list->addItem(u"Entry %1"_s.arg(i));
    list->setCurrentRow(2);
    return list;
}

TableView *table()
{
    auto *view = new TableView(u"Costs table"_s);
    auto *model = new QStandardItemModel(50, 3, view);
    model->setHorizontalHeaderLabels({u"Service"_s, u"To date, USD"_s, u"Change"_s});
    for (int row = 0; row < 50; ++row) {
        model->setItem(row, 0, new QStandardItem(u"Service %1"_s.arg(row)));
        model->setItem(row, 1, new QStandardItem(QString::number(1111.11 * (row + 1) / 7, 'f', 2)));
        model->setItem(row, 2, new QStandardItem(QString::number(row * 1.7, 'f', 1) + u" %"_s));
        for (const int column : {1, 2})
            model->item(row, column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    for (const int column : {1, 2})
        model->setHeaderData(column, Qt::Horizontal, int(Qt::AlignRight), Qt::TextAlignmentRole);
    view->setModel(model);
    view->setCompact(true);
    view->fitColumns();
    view->selectRow(2);
    return view;
}

QWidget *controls()
{
    auto *box = new QWidget;
    box->setObjectName(u"controls"_s);
    auto *layout = new QVBoxLayout(box);
    auto *check = new QCheckBox(u"Email verified"_s);
    check->setChecked(true);
    auto *rows = new KeyValueList;
    rows->setRows({{u"sub"_s, u"4b1f0c3e"_s, {}}});
    for (QWidget *widget : QList<QWidget *>{makeButton(u"Run step 3"_s, ButtonKind::Primary), makeButton(u"Import…"_s),
             makeButton(u"Undo"_s, ButtonKind::Quiet), makeIconButton(Glyph::Copy, u"Copy"_s), check,
             new QLineEdit(u"ada"_s), new NavButton(Glyph::Users, u"Users"_s), rows})
        layout->addWidget(widget);
    layout->addStretch();
    return box;
}

} // namespace

QWidget *galleryOfPopups()
{
    auto *window = new QWidget;
    auto *grid = new QGridLayout(window);
    auto *tabs = new QTabWidget;
    tabs->addTab(list(), u"Scrolling list"_s);
    tabs->addTab(new QWidget, u"Other tab"_s);
    grid->addWidget(menu(), 0, 0, Qt::AlignTop | Qt::AlignLeft);
    grid->addWidget(controls(), 0, 1);
    grid->addWidget(tabs, 1, 0);
    grid->addWidget(table(), 1, 1);
    window->resize(900, 700);
    return window;
}
