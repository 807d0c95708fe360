// SPDX-License-Identifier: GPL-3.0-or-later
#include "costspage.h"

#include "choicebutton.h"
#include "costsactions.h"
#include "costsathena.h"
#include "costsbillbar.h"
#include "costschartdata.h"
#include "costsdetail.h"
#include "costsfilter.h"
#include "costskpis.h"
#include "costsproviders.h"
#include "costssplitter.h"
#include "coststoolbar.h"
#include "costswelcome.h"

#include <charts/amounttext.h>
#include <charts/breadcrumbs.h>
#include <charts/costchart.h>
#include <core/instanttext.h>
#include <tables/costtext.h>
#include <widgets/buttons.h>
#include <widgets/filterfield.h>
#include <widgets/menubutton.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/pageheader.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>

#include <QDataStream>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using controllers::CostsController;
namespace metrics = widgets::metrics;

namespace {

enum Content { Welcome, Costs };

} // namespace

CostsPage::CostsPage(CostsController &controller, const SystemId &system, QWidget *parent)
    : Page(tr("Costs"), parent)
    , m_controller(controller)
    , m_actions(new CostsActions(
          controller, [this] { return CostsActions::Picture{m_chart->data(), m_chart->view()}; }, this))
    , m_toolbar(new CostsToolbar(controller))
    , m_crumbs(new charts::Breadcrumbs)
    , m_bills(new CostsBillBar(controller.bills()))
    , m_notice(new widgets::NoticeBar)
    , m_stack(new QStackedWidget)
    , m_chart(new charts::CostChart)
    , m_chartPane(new widgets::StatePane(m_chart))
    , m_detail(new CostsDetail(controller))
    , m_welcome(new CostsWelcome(m_actions->openBill(), m_actions->explorer()))
{
    m_actions->setSystem(system.value);
    buildLayout();
    connectController();
    connectChart();
    connectActions();
    showQuestion();
    showState();
}

QWidget *CostsPage::header()
{
    auto *box = new QWidget;
    auto *title = new widgets::TextLabel(tr("Costs"), widgets::TextRole::PageTitle);
    title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *exportButton = new widgets::MenuButton(tr("Export"));
    exportButton->entries()->addActions(m_actions->exports());
    exportButton->setVisible(m_controller.features().exporting);
    connect(&m_controller, &CostsController::sourcesChanged, exportButton, [this, exportButton] {
        exportButton->setVisible(m_controller.features().exporting && !m_controller.sources().isEmpty());
    });
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(title);
    layout->addWidget(m_crumbs);
    layout->addStretch(1);
    layout->addWidget(m_toolbar->source());
    layout->addWidget(widgets::makeButton(m_actions->openBill()));
    layout->addWidget(m_toolbar->comparison());
    layout->addWidget(exportButton);
    return box;
}

QWidget *CostsPage::content()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_toolbar);
    layout->addWidget(new CostsKpis(m_controller));
    layout->addWidget(new CostsSplitter(m_chartPane, m_detail), 1);
    return box;
}

void CostsPage::buildLayout()
{
    m_notice->hide();
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(content());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(header());
    layout->addWidget(m_bills);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
}

void CostsPage::connectController()
{
    connect(&m_controller, &CostsController::stateChanged, this, &CostsPage::showState);
    connect(&m_controller, &CostsController::sourcesChanged, this, &CostsPage::showState);
    connect(&m_controller, &CostsController::questionChanged, this, &CostsPage::showQuestion);
    connect(&m_controller, &CostsController::figuresChanged, this, &CostsPage::showFigures);
    connect(&m_controller, &CostsController::summaryChanged, this, &CostsPage::showFigures);
    connect(&m_controller, &CostsController::meterChanged, this, &CostsPage::showCircumstances);
    connect(&m_controller, &CostsController::figuresChanged, this, &CostsPage::showCircumstances);
    connect(&m_controller, &CostsController::failed, m_notice, &widgets::NoticeBar::showError);
    connect(m_bills, &CostsBillBar::noted, this, &Page::noted);
}

void CostsPage::connectChart()
{
    connect(m_chart, &charts::CostChart::drillRequested, this, &CostsPage::drill);
    connect(m_chart, &charts::CostChart::backRequested, m_actions->back(), &QAction::trigger);
    connect(m_chart, &charts::CostChart::anomalyRequested, this, [this](int mark) {
        // Of what the chart marks, the outlook has more: those of other ranges.
        const charts::ChartAnomaly anomaly = m_chart->data().anomalies.value(mark);
        const QList<CostAnomaly> &all = m_controller.outlook().anomalies;
        for (int place = 0; place < all.size(); ++place) {
            if (all.at(place).day == anomaly.period && all.at(place).key.value(0) == anomaly.series)
                m_detail->showDay(place);
        }
    });
    connect(m_toolbar, &CostsToolbar::kindChosen, this, &CostsPage::showFigures);
    connect(m_crumbs, &charts::Breadcrumbs::crumbActivated, &m_controller, &CostsController::goBackTo);
}

void CostsPage::connectActions()
{
    connect(m_actions, &CostsActions::failed, m_notice, &widgets::NoticeBar::showError);
    connect(m_actions, &CostsActions::noted, this, &Page::noted);
    connect(m_actions->find(), &QAction::triggered, this,
        [this] { m_toolbar->filter()->field()->lineEdit()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_actions->addFilter(), &QAction::triggered, m_toolbar->filter(), &CostsFilter::choose);
    connect(m_toolbar->filter()->field(), &widgets::FilterField::rowsRequested, this, [this] {
        m_detail->table()->setFocus(Qt::TabFocusReason);
        if (!m_detail->table()->selectionModel()->hasSelection())
            m_detail->table()->selectRow(0);
    });
    connect(m_actions->periods(), &QAction::toggled, m_detail, &CostsDetail::fitColumns);
    connect(m_detail, &CostsDetail::rowActivated, this, &CostsPage::activate);
    connect(m_detail, &CostsDetail::noted, this, &Page::noted);
    connect(m_detail, &CostsDetail::journalRequested, this, &CostsPage::journalRequested);
    connect(m_detail, &CostsDetail::runbookRequested, this, &CostsPage::runbookRequested);
}

void CostsPage::addAthena(controllers::AthenaController &athena)
{
    using controllers::AthenaController;
    auto *tab = new CostsAthena(athena);
    m_detail->addTab(tr("Athena"), tab);
    auto *action = new QAction(tr("Query Athena…"), this);
    connect(action, &QAction::triggered, this, [this, tab] {
        m_withoutSource = true;
        showState();
        m_detail->bringToFront(tab);
    });
    connect(tab, &CostsAthena::noted, this, &Page::noted);
    connect(&athena, &AthenaController::planned, this, &Page::planRequested);
    connect(&athena, &AthenaController::failed, m_notice, &widgets::NoticeBar::showError);
    connect(&athena, &AthenaController::chargesKept, &m_controller, &CostsController::reload);
    m_welcome->addWay(action);
    m_moreActions << action;
}

void CostsPage::addProviders(controllers::ProviderKeysController &keys)
{
    auto *providers = new CostsProviders(keys, m_controller, this);
    connect(providers, &CostsProviders::noted, this, &Page::noted);
    const QList<QAction *> additions = providers->additions();
    for (QAction *each : additions)
        m_welcome->addWay(each);
    m_toolbar->source()->setCommands(additions + providers->removals());
    m_moreActions << additions << providers->removals();
}

QList<QAction *> CostsPage::pageActions() const { return m_actions->all() + m_toolbar->awsActions() + m_moreActions; }

void CostsPage::shown()
{
    if (!std::exchange(m_asked, true))
        m_controller.reload();
}

void CostsPage::openBills(const QStringList &files)
{
    m_asked = true;
    m_controller.bills().open(files);
}

QStringList CostsPage::billFiles(const QMimeData &dragged)
{
    static const QStringList endings{u".csv"_s, u".gz"_s, u".json"_s, u".zip"_s};
    QStringList files;
    for (const QUrl &url : dragged.urls()) {
        const QString file = url.toLocalFile();
        const bool isBill = std::any_of(endings.begin(), endings.end(),
            [&file](const QString &ending) { return file.endsWith(ending, Qt::CaseInsensitive); });
        if (isBill)
            files << file;
    }
    return files;
}

QByteArray CostsPage::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << toJson(m_controller.question()) << static_cast<int>(m_toolbar->kind())
           << m_detail->table()->columnState();
    return state;
}

void CostsPage::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QByteArray question;
    int kind = 0;
    QByteArray columns;
    stream >> question >> kind >> columns;
    if (stream.status() != QDataStream::Ok)
        return;
    if (const auto read = controllers::costsQuestionFrom(question))
        m_controller.restore(*read);
    m_toolbar->setKind(static_cast<charts::ChartKind>(std::clamp(kind, 0, static_cast<int>(charts::ChartKind::Share))));
    m_detail->table()->restoreColumnState(columns);
}

void CostsPage::showState()
{
    const bool isLoading = m_controller.isLoading();
    const bool hasSource = m_controller.source() || (isLoading && !m_controller.isReady());
    m_stack->setCurrentIndex(hasSource || m_withoutSource ? Costs : Welcome);
    m_chartPane->setLoading(isLoading);
    if (m_controller.problem())
        m_chartPane->showError(*m_controller.problem());
    else
        m_chartPane->clearError();
}

void CostsPage::showQuestion()
{
    const controllers::CostsQuestion &question = m_controller.question();
    QStringList crumbs{tr("All costs")};
    for (const controllers::CostsLevel &level : question.path)
        crumbs << tables::groupName(level.value);
    m_crumbs->setCrumbs(crumbs);
    m_crumbs->setVisible(!question.path.isEmpty());
}

charts::ChartData CostsPage::chartData() const
{
    const controllers::CostsFigures &figures = m_controller.figures();
    const CostMetric metric = figures.question.metric;
    const QString definition
        = CostsController::metricTitle(metric) + u": "_s + CostsController::metricDefinition(metric);
    return chartDataOf(figures, m_controller.outlook(), m_toolbar->kind(), definition, m_actions->command());
}

void CostsPage::showFigures()
{
    if (!m_controller.figures().answer.query.from.isValid() && m_controller.figures().isEmpty())
        return; // nothing was answered yet
    m_chart->setData(chartData());
    const bool hasWords = m_controller.figures().groups > 0;
    m_chartPane->setEmpty(!m_controller.figures().isEmpty() ? QString()
            : hasWords                                      ? tr("No group has these words in its name.")
                       : tr("Nothing was charged in this range, with this filter."));
}

/// Said once for each reason, also when it was dismissed.
void CostsPage::showCircumstances()
{
    const QString said = circumstances();
    if (std::exchange(m_circumstances, said) == said)
        return;
    if (!said.isEmpty())
        m_notice->showNotice({widgets::Notice::Grade::Warning, said, {}});
    else if (m_notice->notice().grade == widgets::Notice::Grade::Warning)
        m_notice->dismiss(); // it holds no longer
}

QString CostsPage::circumstances() const
{
    const CostAnswer &answer = m_controller.figures().answer;
    const CostMeter &meter = m_controller.meter();
    const CostSourceInfo *source = m_controller.source();
    if (!source)
        return {};
    if (!answer.notRenewed.isEmpty())
        return tr("%1 The figures are from %2 (%3).")
            .arg(answer.notRenewed, utcText(answer.asOf),
                CostsKpis::ageText(answer.asOf, QDateTime::currentDateTimeUtc()).toLower());
    const bool isBill = source->source == CostSource::CurBills || source->source == CostSource::FocusBills;
    if (isBill || meter.requests == 0 || !meter.isExhausted())
        return {};
    return tr(
        "Today's budget for paid requests is used up: %1 of %2. What was kept is shown; tomorrow (UTC) can be asked "
        "again.")
        .arg(charts::moneyText(meter.spent, u"USD"_s), charts::moneyText(meter.budget, u"USD"_s));
}

void CostsPage::drill(const QString &series)
{
    if (series == otherSeries())
        m_controller.setOthersOpen(true);
    else
        m_controller.drill(series);
}

void CostsPage::activate(int row)
{
    if (const tables::CostRow *chosen = m_controller.table().row(row))
        drill(chosen->isOther() ? otherSeries() : chosen->key);
}

} // namespace sm::pages
