// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/appearance.h>
#include <widgets/buttons.h>
#include <widgets/metrics.h>

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm::widgets;

class TestAppearance : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(*qApp); }
    void init() { m_appearance->setScheme(Appearance::Scheme::Light); }
    void cleanupTestCase() { m_appearance.reset(); }

    void scheme_set_switchesLive()
    {
        QWidget shown;
        shown.show();
        QSignalSpy changed(m_appearance.get(), &Appearance::modeChanged);

        m_appearance->setScheme(Appearance::Scheme::Dark);

        QCOMPARE(m_appearance->mode(), Mode::Dark);
        QTRY_COMPARE(Theme::of(shown).mode, Mode::Dark);
        QCOMPARE(changed.size(), 1);
    }

    void scheme_setTwice_announcesOnce()
    {
        QSignalSpy changed(m_appearance.get(), &Appearance::modeChanged);

        m_appearance->setScheme(Appearance::Scheme::Dark);
        m_appearance->setScheme(Appearance::Scheme::Dark);

        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_appearance->scheme(), Appearance::Scheme::Dark);
    }

    void font_isInterWithTheDesktopsBehindIt()
    {
        QCOMPARE(QApplication::font().families().first(), u"Inter"_s);
        QVERIFY(QApplication::font().families().size() > 1);
        QCOMPARE(QApplication::font().pixelSize(), 13);
    }

    void controls_haveOneHeight()
    {
        const QPushButton button(u"Import…"_s);
        const QLineEdit edit;
        const QComboBox combo;
        const QSpinBox spin;

        for (const QWidget *control : QList<const QWidget *>{&button, &edit, &combo, &spin})
            QCOMPARE(control->sizeHint().height(), metrics::controlHeight);
    }

    void iconButton_isLargeEnoughToHit()
    {
        const std::unique_ptr<QToolButton> button(makeIconButton(Glyph::Copy, u"Copy"_s));

        QVERIFY(button->sizeHint().width() >= metrics::smallControl);
        QVERIFY(button->sizeHint().height() >= metrics::smallControl);
    }

    void motion_animationDurationZero_isNotAllowed()
    {
        class Still : public QProxyStyle
        {
        public:
            int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                QStyleHintReturn *result) const override
            {
                return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, result);
            }
        };
        Still still;
        QWidget widget;
        QVERIFY(motionAllowed(widget));

        widget.setStyle(&still);

        QVERIFY(!motionAllowed(widget));
    }
};

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"
