// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include <widgets/buttons.h>
#include <widgets/celldelegate.h>
#include <widgets/environment.h>
#include <widgets/filterfield.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/navbutton.h>
#include <widgets/noticebar.h>
#include <widgets/pageheader.h>
#include <widgets/searchbox.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QMenu>
#include <QStandardItemModel>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::widgets;

namespace {

struct Row
{
    QString email, name, groups, status, changed;
};

QList<Row> rows()
{
    return {{u"ada@example.org"_s, u"Ada"_s, u"Admins, Analysts"_s, u"Confirmed"_s, u"12 min ago"_s},
        {u"annie@example.org"_s, u"Annie"_s, u"Analysts"_s, u"Invitation expired"_s, u"never"_s},
        {u"barbara@example.org"_s, u"Barbara"_s, u"Viewers"_s, u"Confirmed"_s, u"yesterday"_s},
        {u"dennis@example.org"_s, u"Dennis"_s, u"Admins"_s, u"Disabled"_s, u"41 days ago"_s},
        {u"frances@example.org"_s, u"Frances"_s, u"Analysts"_s, u"Must change password"_s, u"11 days ago"_s},
        {u"ken@example.org"_s, u"Ken"_s, u"Viewers"_s, u"Reset required"_s, u"8 days ago"_s}};
}

std::optional<Tone> toneOfStatus(const QModelIndex &index)
{
    const QString status = index.data().toString();
    if (status == u"Confirmed"_s)
        return Tone::Good;
    if (status == u"Invitation expired"_s)
        return Tone::Warning;
    if (status == u"Reset required"_s)
        return Tone::Bad;
    return status == u"Disabled"_s ? Tone::Neutral : Tone::Info;
}

TableView *table()
{
    auto *view = new TableView(u"Users table"_s);
    const QList<Row> all = rows();
    auto *model = new QStandardItemModel(0, 5, view);
    model->setHorizontalHeaderLabels({u"Email"_s, u"Name"_s, u"Groups"_s, u"Status"_s, u"Changed"_s});
    model->setHeaderData(4, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    for (const Row &row : all) {
        QList<QStandardItem *> items;
        for (const QString &text : {row.email, row.name, row.groups, row.status, row.changed})
            items.append(new QStandardItem(text));
        items.last()->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        model->appendRow(items);
    }
    view->setModel(model);
    auto *muted = new CellDelegate(view);
    muted->setMuted(true);
    view->setItemDelegateForColumn(2, muted);
    view->setItemDelegateForColumn(3, new BadgeDelegate(toneOfStatus, view));
    view->setItemDelegateForColumn(4, muted);
    view->sortByColumn(0, Qt::AscendingOrder);
    view->fitColumns();
    view->selectRow(1);
    return view;
}

QWidget *details()
{
    auto *card = new CardFrame;
    card->setFixedWidth(312);
    auto *name = new TextLabel(u"Annie"_s, TextRole::PageTitle);
    auto *mail = new TextLabel(u"annie@example.org"_s, TextRole::Body);
    mail->setMuted(true);
    auto *badges = new QHBoxLayout;
    badges->setSpacing(metrics::smallGap);
    badges->addWidget(new Badge(u"Invitation expired"_s, Tone::Warning));
    badges->addWidget(new Badge(u"Analysts"_s, Tone::Neutral));
    badges->addStretch();
    auto *notice = new NoticeBar;
    notice->showNotice({Notice::Grade::Warning,
        u"The temporary password ended on 9 Sep 2026 (7 days). Resend the invitation instead."_s, {}});
    notice->setDismissible(false);
    auto *attributes = new KeyValueList;
    attributes->setRows(
        {{u"sub"_s, u"4b1f0c3e-aaaa-bbbb-cccc-0123456709e2"_s, {}}, {u"email_verified"_s, u"true"_s, {}},
            {u"custom:department"_s, u"Wind"_s, {}}, {u"created"_s, u"2 Sep 2026, 09:14 UTC"_s, {}}});
    auto *actions = new QHBoxLayout;
    actions->addWidget(makeButton(u"Resend invitation…"_s, ButtonKind::Primary));
    actions->addWidget(makeButton(u"Delete…"_s, ButtonKind::Danger));
    actions->addStretch();
    card->body()->addWidget(name);
    card->body()->addWidget(mail);
    card->body()->addLayout(badges);
    card->body()->addWidget(notice);
    card->body()->addWidget(new TextLabel(u"Attributes"_s, TextRole::Section));
    card->body()->addWidget(attributes);
    card->body()->addLayout(actions);
    card->body()->addStretch();
    return card;
}

QWidget *navigation()
{
    auto *bar = new QWidget;
    bar->setFixedWidth(184);
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(metrics::gap, metrics::cardGap, metrics::gap, metrics::gap);
    layout->setSpacing(0);
    const QList<std::pair<Glyph, QString>> entries{{Glyph::Overview, u"Overview"_s}, {Glyph::Users, u"Users"_s},
        {Glyph::Costs, u"Costs"_s}, {Glyph::Backups, u"Backups"_s}, {Glyph::Deployments, u"Deployments"_s},
        {Glyph::Health, u"Health"_s}, {Glyph::Logs, u"Logs"_s}, {Glyph::Runbooks, u"Runbooks"_s},
        {Glyph::Journal, u"Journal"_s}};
    for (const auto &[glyph, text] : entries) {
        auto *button = new NavButton(glyph, text);
        button->setChecked(glyph == Glyph::Users);
        button->setCount(glyph == Glyph::Health ? 2 : 0);
        layout->addWidget(button);
    }
    layout->addStretch();
    return bar;
}

QWidget *usersPage()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    auto *header = new PageHeader(u"Users"_s);
    header->setSubtitle(u"energy-insights-prod · 5 214 users, complete · read 12 s ago"_s);
    header->addControl(makeButton(u"Import…"_s));
    header->addControl(makeButton(u"Export…"_s));
    header->addControl(makeButton(u"New user…"_s, ButtonKind::Primary));
    auto *filter = new FilterField(u"Filter users"_s);
    filter->setKeys({u"group"_s, u"enabled"_s});
    filter->setFilter(u"group:\"any of 3\" enabled:any e"_s);
    filter->setCount(15, 5214);
    TableView *view = table();
    auto *columns = makeButton(u"Columns"_s);
    columns->setMenu(view->columnsMenu());
    auto *pane = new StatePane(view);
    pane->setLoading(true);

    auto *filterRow = new QHBoxLayout;
    filterRow->addWidget(filter, 1);
    filterRow->addWidget(columns);
    auto *content = new QHBoxLayout;
    content->setSpacing(metrics::cardPadding);
    content->addWidget(pane, 1);
    content->addWidget(details());
    layout->addWidget(header);
    layout->addLayout(filterRow);
    layout->addLayout(content, 1);
    return page;
}

} // namespace

QWidget *galleryPage()
{
    auto *window = new QWidget;
    auto *layout = new QVBoxLayout(window);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(metrics::cardPadding, metrics::gap, metrics::cardPadding, metrics::gap);
    top->setSpacing(metrics::cardGap);
    top->addWidget(new EnvironmentBadge);
    top->addWidget(new SearchBox(u"Search actions, resources, runbooks"_s, QKeySequence(u"Ctrl+K"_s)));
    top->addStretch();
    top->addWidget(new TextLabel(u"ops-console · 123456789012 · us-east-1"_s, TextRole::Secondary));
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(navigation());
    body->addWidget(usersPage(), 1);
    layout->addWidget(new EnvironmentBar);
    layout->addLayout(top);
    layout->addLayout(body, 1);
    window->resize(1280, 760);
    window->findChild<TableView *>()->setFocus(Qt::TabFocusReason);
    return window;
}
