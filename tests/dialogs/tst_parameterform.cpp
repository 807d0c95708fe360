// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/parameterform.h>
#include <support/find.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::ParameterForm;
using test::find;
using Kind = FormField::Kind;

class TestParameterForm : public QObject
{
    Q_OBJECT

private:
    static FormField field(Kind kind, const QString &name, const QJsonValue &initial = QJsonValue::Undefined)
    {
        FormField made;
        made.name = name;
        made.kind = kind;
        made.title = name.first(1).toUpper() + name.mid(1);
        made.initial = initial;
        return made;
    }
    void open(const QList<FormField> &fields)
    {
        m_form = new ParameterForm(u"Reset a user"_s, fields, nullptr);
        m_form->open();
    }
    QJsonValue value(const QString &name) const { return m_form->values().values.value(name); }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_form->findChildren<QWidget *>()) {
            if (each->isVisible() && test::accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }

    QPointer<ParameterForm> m_form;

private Q_SLOTS:
    void cleanup() { delete m_form; }

    void focus_isOnWhatHasToBeGiven()
    {
        const FormField given = field(Kind::Line, u"function"_s, u"chat-lambda"_s);
        const FormField missing = field(Kind::Line, u"version"_s);
        FormField note = field(Kind::Line, u"note"_s);
        note.isRequired = false;
        open({note, given, missing});

        QCOMPARE(m_form->focusWidget(), find<QLineEdit>(*m_form, u"Version"_s));
    }

    void controlEnter_submitsFromATextOfSeveralLines()
    {
        open({field(Kind::Text, u"reason"_s)});
        QSignalSpy submitted(m_form.data(), &ParameterForm::submitted);

        QTRY_VERIFY(m_form->isActiveWindow());
        QTest::keyClick(find<QPlainTextEdit>(*m_form, u"Reason"_s), Qt::Key_Return, Qt::ControlModifier);

        QCOMPARE(submitted.count(), 1);
    }

    void initialValues_areGivenAsTheyAre_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QJsonValue>("initial");
        QTest::newRow("line") << Kind::Line << QJsonValue(u"ada"_s);
        QTest::newRow("text") << Kind::Text << QJsonValue(u"two\nlines"_s);
        QTest::newRow("integer") << Kind::Integer << QJsonValue(qint64(1'099'511'627'776));
        QTest::newRow("negative") << Kind::Integer << QJsonValue(-7);
        QTest::newRow("number") << Kind::Number << QJsonValue(0.5);
        QTest::newRow("true") << Kind::Boolean << QJsonValue(true);
        QTest::newRow("false") << Kind::Boolean << QJsonValue(false);
        QTest::newRow("list") << Kind::List << QJsonValue(QJsonArray{u"north"_s, u"south"_s});
        QTest::newRow("date") << Kind::Date << QJsonValue(u"2026-01-31"_s);
        QTest::newRow("duration") << Kind::Duration << QJsonValue(u"5m"_s);
        QTest::newRow("json") << Kind::Json << QJsonValue(QJsonObject{{u"north"_s, QJsonArray{1, 2}}});
    }
    void initialValues_areGivenAsTheyAre()
    {
        QFETCH(const Kind, kind);
        QFETCH(const QJsonValue, initial);

        open({field(kind, u"value"_s, initial)});

        QCOMPARE(value(u"value"_s), initial);
        QVERIFY(m_form->isReadable());
    }

    void listWithOptions_takesThemOneByOneBesideWhatIsTyped()
    {
        FormField tables = field(Kind::List, u"tables"_s, QJsonArray{u"ChatMessage-prod"_s});
        tables.hasOptions = true;
        open({tables});
        m_form->setOptions(u"tables"_s, {{u"ChatMessage-prod"_s, {}}, {u"ChatSession-prod"_s, u"Sessions"_s}});
        QCOMPARE(value(u"tables"_s), QJsonValue(QJsonArray{u"ChatMessage-prod"_s}));
        auto *add = find<QComboBox>(*m_form, u"Add to Tables"_s);

        QTest::keyClick(add, Qt::Key_Down); // opens it
        QCOMPARE(value(u"tables"_s), QJsonValue(QJsonArray{u"ChatMessage-prod"_s}));
        for (const int chosen : {1, 0, 1}) // what is there already is not added again
            Q_EMIT add->activated(chosen);

        QCOMPARE(value(u"tables"_s), QJsonValue(QJsonArray{u"ChatMessage-prod"_s, u"ChatSession-prod"_s}));
        find<QPlainTextEdit>(*m_form, u"Tables"_s)->setPlainText(u"Other-prod"_s);
        QCOMPARE(value(u"tables"_s), QJsonValue(QJsonArray{u"Other-prod"_s}));
    }

    void nothing_isNotGiven()
    {
        QList<FormField> fields;
        for (const Kind kind : {Kind::Line, Kind::Text, Kind::Integer, Kind::Number, Kind::Choice, Kind::List,
                 Kind::Date, Kind::Duration, Kind::Secret, Kind::Json})
            fields << field(kind, u"value%1"_s.arg(int(kind)));

        open(fields);

        QVERIFY(m_form->values().values.isEmpty());
        QVERIFY(m_form->values().secrets.isEmpty());
        QVERIFY(m_form->isReadable());
    }

    void help_isShownWhole_whenOtherFieldsGrow()
    {
        FormField pool = field(Kind::Line, u"user pool"_s);
        FormField group = field(Kind::Line, u"group"_s);
        pool.hasOptions = group.hasOptions = true;
        group.isRequired = false;
        FormField email = field(Kind::Line, u"email address"_s);
        email.help = u"It is the user's name too."_s;
        FormField password = field(Kind::Secret, u"temporary password"_s);
        password.isRequired = false;
        password.help
            = u"Has to be changed at the first sign-in. Left empty, Cognito makes one up and sends it with the invitation."_s;
        FormField permanent = field(Kind::Boolean, u"value"_s);
        permanent.help = u"For accounts of machines. A person should choose their own at the first sign-in."_s;
        open({pool, email, group, field(Kind::Boolean, u"send the invitation by e-mail"_s), password, permanent,
            field(Kind::Secret, u"permanent password"_s)});
        m_form->askForOptions();
        QVERIFY(QTest::qWaitForWindowExposed(m_form));
        const auto isLaidOut = [this](const QString &text, const QString &beside) {
            const auto *label = find<QLabel>(*m_form, text);
            return label && label->isVisible() && label->width() == find<QLabel>(*m_form, beside)->width();
        };
        QTRY_VERIFY(isLaidOut(u"Reading what there is…"_s, permanent.help));

        m_form->setOptions(u"user pool"_s, {{u"us-east-1_abc"_s, u"People"_s}});
        m_form->setOptionsProblem(u"group"_s,
            Error(Error::Kind::Denied, u"Fill in the user pool first, or type the value."_s)
                .withCode(u"ValueNeeded"_s));
        QTRY_VERIFY(isLaidOut(u"Fill in the user pool first, or type the value."_s, permanent.help));

        for (const QString &text : {password.help, permanent.help}) {
            const auto *help = find<QLabel>(*m_form, text);
            QVERIFY(help && help->isVisible());
            QTRY_VERIFY(help->height() >= help->heightForWidth(help->width()));
            QVERIFY(help->heightForWidth(help->width()) > help->fontMetrics().lineSpacing() * 3 / 2); // several lines
        }
    }

    void secret_isNeverAmongTheValues()
    {
        open({field(Kind::Secret, u"token"_s)});
        auto *edit = m_form->findChild<QLineEdit *>();
        QVERIFY(edit && edit->echoMode() == QLineEdit::Password);

        QTest::keyClicks(edit, u"hunter2"_s);

        QVERIFY(m_form->values().values.isEmpty());
        QCOMPARE(m_form->values().secrets.value(u"token"_s), Secret(u"hunter2"_s));
    }

    void integer_withinItsLimits()
    {
        FormField memory = field(Kind::Integer, u"memory"_s, 512);
        memory.minimum = 128;
        memory.maximum = 1024;
        open({memory});
        auto *spin = m_form->findChild<QDoubleSpinBox *>();

        spin->setValue(4096);
        QCOMPARE(value(u"memory"_s).toInt(), 1024);
        spin->setValue(spin->minimum());

        QCOMPARE(spin->text(), u"Not given"_s);
        QVERIFY(value(u"memory"_s).isUndefined());
    }

    void choice_isOneOfThem()
    {
        FormField stage = field(Kind::Choice, u"stage"_s, u"release"_s);
        stage.choices = {u"rehearsal"_s, u"release"_s};
        open({stage});
        auto *box = m_form->findChild<QComboBox *>();

        QCOMPARE(value(u"stage"_s).toString(), u"release"_s);
        QCOMPARE(box->count(), 2);
        QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(value(u"stage"_s).toString(), u"rehearsal"_s);
    }

    void brokenJson_isSaidAtTheFieldWhichGetsTheFocus()
    {
        open({field(Kind::Line, u"user"_s, u"ada"_s), field(Kind::Json, u"limits"_s)});
        QVERIFY(QTest::qWaitForWindowActive(m_form));
        auto *edit = m_form->findChild<QPlainTextEdit *>();
        edit->setPlainText(u"{\"a\": "_s);

        QVERIFY(!m_form->isReadable());

        QVERIFY(says(u"Limits is no JSON"_s));
        QTRY_VERIFY(edit->hasFocus());
        edit->setPlainText(u"{}"_s);
        QVERIFY(!says(u"Limits is no JSON"_s));
    }

    void problems_areSaidUnderTheirFieldsUntilSomebodyChangesThem()
    {
        open({field(Kind::Line, u"pool"_s), field(Kind::Line, u"user"_s)});

        m_form->setProblems({{u"user"_s, u"is needed"_s}});

        QVERIFY(says(u"User is needed."_s));
        QTest::keyClicks(find<QLineEdit>(*m_form, u"User"_s), u"a"_s);
        QVERIFY(!says(u"User is needed."_s));
    }

    void options_canBeChosenOrTyped()
    {
        FormField pool = field(Kind::Line, u"pool"_s);
        pool.hasOptions = true;
        open({pool});
        QSignalSpy wanted(m_form.data(), &ParameterForm::optionsWanted);
        m_form->askForOptions();
        QCOMPARE(wanted.size(), 1);
        QVERIFY(says(u"Reading what there is…"_s));
        auto *box = m_form->findChild<QComboBox *>();

        m_form->setOptions(u"pool"_s, {{u"p_1"_s, u"People"_s}, {u"p_2"_s, {}}});

        QVERIFY(!says(u"Reading what there is…"_s));
        QCOMPARE(box->itemText(0), u"People (p_1)"_s);
        QVERIFY(value(u"pool"_s).isUndefined());
        box->setCurrentIndex(0);
        QCOMPARE(value(u"pool"_s).toString(), u"p_1"_s);
        box->lineEdit()->selectAll();
        QTest::keyClicks(box->lineEdit(), u"p_other"_s);
        QCOMPARE(value(u"pool"_s).toString(), u"p_other"_s);
    }

    void options_thatCanNotBeRead_leaveTyping()
    {
        FormField pool = field(Kind::Line, u"pool"_s, u"p_default"_s);
        pool.hasOptions = true;
        open({pool});

        m_form->setOptionsProblem(u"pool"_s, Error(Error::Kind::Denied, u"Not allowed."_s));

        QVERIFY(says(u"What there is could not be read: Not allowed. Type the value."_s));
        QCOMPARE(value(u"pool"_s).toString(), u"p_default"_s);
    }

    void options_thatDependOnAField_areReadAgainWhenItChanges()
    {
        FormField service = field(Kind::Line, u"service"_s);
        service.hasOptions = true;
        service.optionsNeed = {u"cluster"_s};
        open({field(Kind::Line, u"cluster"_s), service});
        QSignalSpy wanted(m_form.data(), &ParameterForm::optionsWanted);

        QTest::keyClicks(find<QLineEdit>(*m_form, u"Cluster"_s), u"main"_s);

        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), u"service"_s);
    }

    void planning_leavesNothingButCancel()
    {
        open({field(Kind::Line, u"user"_s, u"ada"_s)});
        QSignalSpy submitted(m_form.data(), &ParameterForm::submitted);

        m_form->setPlanning(true);

        auto *submit = find<QPushButton>(*m_form, u"Show plan…"_s);
        QVERIFY(!submit->isEnabled() && !m_form->findChild<QLineEdit *>()->isEnabled());
        QVERIFY(find<QPushButton>(*m_form, u"Cancel"_s)->isEnabled());
        QVERIFY(says(u"Looking at what is there now…"_s));
        m_form->setPlanning(false);
        QTest::keyClick(m_form->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(submitted.size(), 1);
    }
};

QTEST_MAIN(TestParameterForm)
#include "tst_parameterform.moc"
