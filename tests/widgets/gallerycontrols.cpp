// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include <widgets/buttons.h>
#include <widgets/cardframe.h>
#include <widgets/changelist.h>
#include <widgets/codeblock.h>
#include <widgets/environment.h>
#include <widgets/filterfield.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/passwordfield.h>
#include <widgets/progressrow.h>
#include <widgets/searchbox.h>
#include <widgets/statepane.h>
#include <widgets/textlabel.h>

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMetaEnum>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::widgets;

namespace {

QWidget *rowOf(const QList<QWidget *> &widgets)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch();
    return row;
}

template <typename Widget>
Widget *disabled(Widget *widget)
{
    widget->setEnabled(false);
    return widget;
}

CardFrame *card(const QString &title, const QList<QWidget *> &content)
{
    auto *frame = new CardFrame(title);
    for (QWidget *widget : content)
        frame->body()->addWidget(widget);
    return frame;
}

CardFrame *buttons()
{
    auto *withMenu = makeButton(u"Columns"_s);
    withMenu->setMenu(new QMenu(withMenu));
    auto *withIcon = makeButton(u"Refresh"_s);
    withIcon->setIcon(icon(Glyph::Refresh));
    auto *primaryIcon = makeButton(u"New user…"_s, ButtonKind::Primary);
    primaryIcon->setIcon(icon(Glyph::Plus, Ink::OnAccent));
    auto *deleteAll = makeButton(u"Delete 3 users"_s, ButtonKind::Danger);
    deleteAll->setDefault(true);
    return card(u"Buttons"_s,
        {rowOf({makeButton(u"Run step 3"_s, ButtonKind::Primary), makeButton(u"Import…"_s),
             makeButton(u"Delete…"_s, ButtonKind::Danger), makeButton(u"Undo"_s, ButtonKind::Quiet), withMenu}),
            rowOf({disabled(makeButton(u"Run step 3"_s, ButtonKind::Primary)), disabled(makeButton(u"Import…"_s)),
                disabled(makeButton(u"Undo"_s, ButtonKind::Quiet)), withIcon, primaryIcon}),
            rowOf({deleteAll, makeIconButton(Glyph::Copy, u"Copy"_s), makeIconButton(Glyph::More, u"More"_s),
                disabled(makeIconButton(Glyph::Trash, u"Delete"_s))})});
}

CardFrame *fields()
{
    auto *edit = new QLineEdit(u"ada.lovelace@example.com"_s);
    auto *empty = new QLineEdit;
    empty->setPlaceholderText(u"Type the name of what will be gone"_s);
    auto *combo = new QComboBox;
    combo->addItems({u"energy-insights-prod"_s, u"other"_s});
    auto *spin = new QSpinBox;
    spin->setValue(15);
    auto *filter = new FilterField(u"Filter users"_s);
    filter->setKeys({u"group"_s, u"enabled"_s});
    filter->setFilter(u"group:\"any of 3\" enabled:any e"_s);
    filter->setCount(15, 5214);
    auto *password = new PasswordField(u"Temporary password"_s);
    password->setSecret(Secret(u"correct-Horse-7"_s));
    password->setGenerateOffered(true);
    return card(u"Fields"_s,
        {edit, empty, disabled(new QLineEdit(u"disabled"_s)), rowOf({combo, spin}), filter, password,
            new SearchBox(u"Search actions, resources, runbooks"_s, QKeySequence(u"Ctrl+K"_s))});
}

CardFrame *choices()
{
    auto *on = new QCheckBox(u"Suppress the invitation"_s);
    on->setChecked(true);
    auto *partly = new QCheckBox(u"Some of them"_s);
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    auto *chosen = new QRadioButton(u"Permanent"_s);
    chosen->setChecked(true);
    auto *offOn = disabled(new QCheckBox(u"Disabled"_s));
    offOn->setChecked(true);
    auto *tabs = new QTabBar;
    tabs->setDrawBase(true);
    for (const QString &tab : {u"Attributes"_s, u"Groups"_s, u"Actions"_s})
        tabs->addTab(tab);
    return card(u"Choices"_s,
        {rowOf({on, new QCheckBox(u"Email verified"_s), partly, offOn}),
            rowOf({chosen, new QRadioButton(u"Temporary"_s), disabled(new QRadioButton(u"Disabled"_s))}), tabs});
}

CardFrame *icons()
{
    auto *grid = new QWidget;
    auto *layout = new QGridLayout(grid);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    const auto glyphs = QMetaEnum::fromType<GlyphSet::Glyph>();
    for (int i = 0; i < glyphs.keyCount(); ++i) {
        auto *button = makeIconButton(Glyph(glyphs.value(i)), QString::fromLatin1(glyphs.key(i)));
        layout->addWidget(button, i / 16, i % 16);
    }
    return card(u"Icons"_s, {grid});
}

CardFrame *badges()
{
    EnvironmentBadge *environments[3];
    for (int i = 0; i < 3; ++i) {
        environments[i] = new EnvironmentBadge;
        environments[i]->setEnvironment(Environment(i));
    }
    return card(u"Badges"_s,
        {rowOf({new Badge(u"Confirmed"_s, Tone::Good), new Badge(u"Invitation expired"_s, Tone::Warning),
             new Badge(u"Reset required"_s, Tone::Bad), new Badge(u"Must change password"_s, Tone::Info),
             new Badge(u"Disabled"_s, Tone::Neutral)}),
            rowOf({environments[0], environments[1], environments[2]})});
}

CardFrame *texts()
{
    auto *wrapped
        = new TextLabel(u"Undo after the run: shift LIVE back to 17, offered while nobody else has changed the "
                        "alias."_s,
            TextRole::Body);
    wrapped->setWordWrap(true);
    return card(u"Text"_s,
        {new TextLabel(u"Page title 20/28"_s, TextRole::PageTitle),
            new TextLabel(u"Heading 13/20"_s, TextRole::Heading), wrapped,
            new TextLabel(u"Secondary 12: Cost Explorer · 3 paid calls, $0.03"_s, TextRole::Secondary)});
}

CardFrame *notices()
{
    auto *blocking = new NoticeBar;
    blocking->showError(Error(Error::Kind::Denied, u"The session has ended. Sign in again; what you typed is kept."_s)
            .withCode(u"ExpiredTokenException"_s)
            .withRequestId(u"7c1e3a52-1b7f-4c0e-9d55-000000000001"_s));
    blocking->addAction(u"Sign in…"_s);
    blocking->setUnfolded(true);
    auto *warning = new NoticeBar;
    warning->showError(Error(Error::Kind::Throttled, u"AWS asks to slow down. The next try is in 8 s."_s));
    auto *info = new NoticeBar;
    info->showNotice({Notice::Grade::Info, u"The pool was read again."_s, {}});
    return card(u"Notices"_s, {blocking, warning, info});
}

CardFrame *changes()
{
    auto *list = new ChangeList;
    list->setChanges({{u"Enabled"_s, u"true"_s, u"false"_s}, {u"custom:department"_s, {}, u"Wind"_s},
        {u"Environment"_s, u"MODEL_TIMEOUT=3"_s, u"MODEL_TIMEOUT=30 and a longer value that has to wrap"_s}});
    auto *code = new CodeBlock(u"AWS CLI"_s);
    code->setCode(u"aws lambda update-alias --function-name chat-lambda --name LIVE \\\n"
                  "  --function-version 16 --revision-id 7c1e3a52-…"_s);
    return card(u"Changes and code"_s, {list, code});
}

CardFrame *runs()
{
    auto *half = new ProgressRow(u"Resend invitations to 42 users"_s);
    half->setProgress(26, 42, u"1 refused"_s);
    half->addAction(Glyph::Terminal, u"Copy as CLI"_s);
    auto *unknown = new ProgressRow(u"Read users"_s);
    unknown->setProgress(0, 0, u"1 260 so far"_s);
    auto *failed = new ProgressRow(u"Disable 3 users"_s);
    failed->setProgress(2, 3, u"1 refused"_s);
    failed->setState(ProgressRow::State::Failed);
    return card(u"Runs"_s, {half, unknown, failed});
}

StatePane *state(const QString &text)
{
    auto *label = new TextLabel(text, TextRole::Body);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->addWidget(label);
    layout->addStretch();
    auto *pane = new StatePane(content);
    pane->setMinimumHeight(120);
    return pane;
}

QWidget *states()
{
    StatePane *loading = state(u"Rows stay while it loads."_s);
    loading->setLoading(true);
    StatePane *empty = state({});
    empty->setEmpty(u"No user matches the filter."_s, u"Clear filter"_s);
    StatePane *stale = state(u"Old rows, greyed."_s);
    stale->setStale(u"Read 2 Sep 2026, 09:14 UTC."_s);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::cardGap);
    for (QWidget *pane : {loading, empty, stale})
        layout->addWidget(pane, 1);
    return row;
}

} // namespace

QWidget *galleryOfControls()
{
    auto *window = new QWidget;
    window->setBackgroundRole(QPalette::Window);
    auto *grid = new QGridLayout(window);
    grid->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin, metrics::pageMargin);
    grid->setSpacing(metrics::cardGap);
    grid->addWidget(buttons(), 0, 0);
    grid->addWidget(fields(), 1, 0, 2, 1);
    grid->addWidget(choices(), 3, 0);
    grid->addWidget(runs(), 4, 0);
    grid->addWidget(badges(), 0, 1);
    grid->addWidget(texts(), 1, 1);
    grid->addWidget(icons(), 2, 1);
    grid->addWidget(notices(), 3, 1, 2, 1);
    grid->addWidget(changes(), 5, 0);
    grid->addWidget(states(), 5, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    window->resize(1280, 1100);
    return window;
}
