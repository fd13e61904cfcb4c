package sc.fiji.medprep.app;

import java.lang.reflect.Proxy;

import org.scijava.ui.UIService;

/** A user interface with somebody before it, and nothing else. */
public final class AttendedUI {
	private AttendedUI() {
	}

	public static UIService create() {
		return (UIService) Proxy.newProxyInstance(AttendedUI.class.getClassLoader(), new Class<?>[] { UIService.class }, (ui, method, arguments) -> {
			Class<?> type = method.getReturnType();
			return type == boolean.class ? Boolean.FALSE : type == double.class ? (Object) 0.0 : type == int.class ? (Object) 1 : null;
		});
	}
}
